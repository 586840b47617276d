"""A Lambda function as the sample has them: boto3's clients made at import, then Lambda's Runtime API, then one write per crash."""
import hashlib
import http.client
import json
import os

import boto3

dynamodb = boto3.client("dynamodb")
ssm = boto3.client("ssm")
api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def handler(event):
    fingerprint = hashlib.md5(event["log"].encode()).hexdigest()
    dynamodb.update_item(
        TableName="issues",
        Key={"fingerprint": {"S": fingerprint}},
        UpdateExpression="SET message = :m",
        ExpressionAttributeValues={":m": {"S": event["log"]}},
    )
    return {"fingerprint": fingerprint}


while True:
    api.request("GET", "/2018-06-01/runtime/invocation/next")
    response = api.getresponse()
    request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
    result = handler(json.loads(response.read()))
    api.request("POST", f"/2018-06-01/runtime/invocation/{request_id}/response", json.dumps(result))
    api.getresponse().read()
