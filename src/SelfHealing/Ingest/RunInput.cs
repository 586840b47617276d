using System.Text.Encodings.Web;
using System.Text.Json;
using SelfHealing.Crashes;
using SelfHealing.Steps;

namespace SelfHealing.Ingest;

/// <summary>The input of a run: the service, where the log text is from, the text, and which crash of it is meant.</summary>
static class RunInput
{
    /// <summary>How many bytes of the state's 256 KiB the log text may take; the results of all steps have to fit beside it.</summary>
    public const int MostLogBytes = 128 * 1024;

    const int LongestLine = 2000;

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document. Log text that is too long is cut, with a mark, so that the crash can still be read from it.</summary>
    public static string Of(ServiceSettings service, string source, string log, string fingerprint)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WritePropertyName("service");
            JsonSerializer.Serialize(json, service, StepJson.Default.ServiceSettings);
            json.WriteString("source", source);
            json.WriteString("log", Fitting(log, fingerprint));
            json.WriteString("fingerprint", fingerprint);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    static string Fitting(string log, string fingerprint)
    {
        if (Size(log) <= MostLogBytes)
            return log;
        var lines = log.Split('\n').Select(Shortened).ToList();
        // The end of the text tells of the crash; its beginning may hold the headline. Whatever still reads as the same crash will do.
        double[] shares = [0.25, 0, 1, 0.5];
        var candidates = shares.Select(share => Cut(lines, share)).ToList();
        return candidates.FirstOrDefault(candidate => Tells(candidate, fingerprint)) ?? candidates[0];
    }

    static string Shortened(string line) => line.Length <= LongestLine
        ? line
        : $"{line[..(LongestLine / 2)]} [… {line.Length - LongestLine} characters cut …] {line[^(LongestLine / 2)..]}";

    static string Cut(List<string> lines, double shareOfHead)
    {
        var head = Take(lines, (int)(MostLogBytes * shareOfHead));
        var tail = Take(lines.Skip(head).Reverse(), MostLogBytes - (int)(MostLogBytes * shareOfHead) - 100);
        var cut = lines.Count - head - tail;
        return string.Join('\n', cut == 0 ? lines : [.. lines.Take(head), $"[… {cut} lines cut …]", .. lines.Skip(head + cut)]);
    }

    static int Take(IEnumerable<string> lines, int budget)
    {
        var count = 0;
        foreach (var line in lines)
        {
            budget -= Size(line) + 2;
            if (budget < 0)
                return count;
            count++;
        }
        return count;
    }

    static int Size(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length;

    static bool Tells(string log, string fingerprint) =>
        CrashReader.Read([new LogEvent("", Timestamp: null, log)]).Crashes.Any(crash => crash.Fingerprint == fingerprint);
}
