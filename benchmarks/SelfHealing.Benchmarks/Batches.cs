using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SelfHealing.Benchmarks;

/// <summary>Makes CloudWatch Logs subscription payloads of 5,000 events: base64 of gzip of JSON, always the same bytes.</summary>
static class Batches
{
    public const int Events = 5000;

    /// <summary>A busy service's log, unfiltered: requests, JSON records, and a crash in every hundredth event.</summary>
    public static byte[] Mixed() => Pack(i => i % 100 == 99 ? Crash(i) : (i % 4) switch
    {
        0 => $"START RequestId: {Id(i)} Version: $LATEST",
        1 => $"{{\"level\":\"INFO\",\"location\":\"handler:12\",\"message\":\"order {i} placed\",\"timestamp\":\"2026-03-01 10:00:00,{i % 1000:000}+0000\",\"service\":\"orders\",\"cold_start\":false,\"function_request_id\":\"{Id(i)}\"}}",
        2 => $"[INFO]\t2026-03-01T10:00:00.{i % 1000:000}Z\t{Id(i)}\tcustomer c-{i} has {i % 7} items in cart {i * 31}",
        _ => $"END RequestId: {Id(i)}",
    });

    /// <summary>What the sample's subscription filter lets through: nothing but crashes, of 350 places.</summary>
    public static byte[] CrashesOnly() => Pack(Crash);

    static string Crash(int i) => $"""
        [ERROR] KeyError: 'order_items'
        Traceback (most recent call last):
          File "/var/task/handlers/order_{i % 35}.py", line {10 + (i % 10)}, in handler
            return create(json.loads(event["body"]), context)
          File "/var/task/services/pricing.py", line 22, in total
            subtotal = sum(line_total(i) for i in items)
          File "/var/task/services/pricing.py", line 7, in line_total
            return Decimal(item["price"]) * item["quantity"]
        """;

    static string Id(int i) => $"8f507cfc-{i & 0xffff:x4}-4697-b07a-{i * 7919L:x12}";

    static byte[] Pack(Func<int, string> message)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        using (var json = new Utf8JsonWriter(gzip))
        {
            json.WriteStartObject();
            json.WriteString("messageType", "DATA_MESSAGE");
            json.WriteString("owner", "123456789012");
            json.WriteString("logGroup", "/aws/lambda/orders");
            json.WriteString("logStream", "2026/03/01/[$LATEST]0a1b2c3d4e5f");
            json.WriteStartArray("logEvents");
            for (var i = 0; i < Events; i++)
            {
                json.WriteStartObject();
                json.WriteString("id", $"{36000000000000000000000000m + i}");
                json.WriteNumber("timestamp", 1772359200000L + i);
                json.WriteString("message", message(i));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(buffer.ToArray()));
    }
}
