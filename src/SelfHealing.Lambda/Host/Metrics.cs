using System.Buffers;
using System.Text.Json;
using SelfHealing.Redaction;

namespace SelfHealing.Lambda.Host;

/// <summary>
/// Metrics in CloudWatch's embedded metric format: a JSON line on standard output, of which CloudWatch Logs makes metrics in the namespace
/// SelfHealing: by Service and Step, and by Step alone for the totals. The reason stands beside them, for Logs Insights to group by.
/// </summary>
sealed class Metrics(Stream output, Redactor redactor, TimeProvider time)
{
    const string Namespace = "SelfHealing";

    public void Write(StepSummary summary, string requestId)
    {
        if (summary.Counts.Count == 0)
            return;
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            WriteDirective(json, summary);
            json.WriteString("Service", summary.Service);
            json.WriteString("Step", summary.Step);
            json.WriteString("outcome", summary.Outcome);
            json.WriteString("reason", redactor.Redact(Steps.PlainText.OneLine(summary.Reason, 300)));
            json.WriteString("requestId", requestId);
            foreach (var (name, value) in summary.Counts)
                json.WriteNumber(name.ToString(), value);
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        output.Write(line.WrittenSpan);
        output.Flush();
    }

    void WriteDirective(Utf8JsonWriter json, StepSummary summary)
    {
        json.WriteStartObject("_aws");
        json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        json.WriteStartArray("CloudWatchMetrics");
        json.WriteStartObject();
        json.WriteString("Namespace", Namespace);
        json.WriteStartArray("Dimensions");
        WriteDimensions(json, "Service", "Step");
        WriteDimensions(json, "Step");
        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        foreach (var metric in summary.Counts.Keys)
        {
            json.WriteStartObject();
            json.WriteString("Name", metric.ToString());
            json.WriteString("Unit", UnitOf(metric));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteDimensions(Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        json.WriteStartArray();
        foreach (var name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    static string UnitOf(Metric metric) => metric switch
    {
        Metric.CostUsd => "None",
        Metric.TimeToMerge or Metric.TimeToPullRequest => "Seconds",
        _ => "Count",
    };
}
