"""What the sample's detect_error function does with a batch before it calls DynamoDB: gunzip, parse, MD5 of each whole message.

Usage: detect_error.py BATCH SECONDS. BATCH is a CloudWatch Logs subscription payload, base64 of gzip. Prints the events per second
of the fastest batch, and how many issues it would have opened.
"""
import base64
import gzip
import hashlib
import json
import sys
import time


def detect(payload):
    batch = json.loads(gzip.decompress(base64.b64decode(payload)))
    return {hashlib.md5(event["message"].encode()).hexdigest() for event in batch["logEvents"]}, len(batch["logEvents"])


def main():
    with open(sys.argv[1], "rb") as file:
        payload = file.read()
    fastest, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < float(sys.argv[2]):
        begin = time.perf_counter()
        issues, events = detect(payload)
        fastest = min(fastest, time.perf_counter() - begin)
    print(events / fastest, len(issues))


main()
