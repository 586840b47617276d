using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Ingest.Doubles;

/// <summary>Makes what CloudWatch Logs invokes a function with.</summary>
public static class LogBatch
{
    /// <summary>One batch of messages that were logged at one time.</summary>
    public static byte[] Of(DateTimeOffset at, IEnumerable<string> messages, string logGroup = FixedSettings.LogGroup, string stream = "i-1", string type = "DATA_MESSAGE")
    {
        var document = new JsonObject
        {
            ["messageType"] = type,
            ["owner"] = "123456789012",
            ["logGroup"] = logGroup,
            ["logStream"] = stream,
            ["subscriptionFilters"] = new JsonArray("crashes"),
            ["logEvents"] = new JsonArray([.. messages.Select((message, number) => (JsonNode)new JsonObject
            {
                ["id"] = $"{at.ToUnixTimeMilliseconds()}{number:D20}",
                ["timestamp"] = at.ToUnixTimeMilliseconds(),
                ["message"] = message,
            })]),
        };
        return Packed(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    /// <summary>Any bytes, packed as a batch is.</summary>
    public static byte[] Packed(byte[] data)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
            zip.Write(data);
        return Encoding.UTF8.GetBytes($$$"""{"awslogs":{"data":"{{{Convert.ToBase64String(zipped.ToArray())}}}"}}""");
    }
}
