using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Lambda.Host;
using SelfHealing.Redaction;

namespace SelfHealing.Tests.Lambda;

public class StepSummaryTests
{
    [Theory]
    [InlineData("Parse", """{"outcome":"crash"}""", "CrashesRead")]
    [InlineData("Parse", """{"outcome":"notACodeFault","reason":"A timeout."}""", "CrashesRead")]
    [InlineData("Parse", """{"outcome":"none"}""", null)]
    [InlineData("Dedupe", """{"outcome":"duplicate"}""", "CrashesDeduplicated")]
    [InlineData("Dedupe", """{"outcome":"suppressed","reason":"A timeout."}""", "CrashesSuppressed")]
    [InlineData("Generate", """{"outcome":"fix"}""", "FixesProposed")]
    [InlineData("Generate", """{"outcome":"abstained"}""", null)]
    [InlineData("ValidateSyntax", """{"outcome":"invalid"}""", "FixesRefused")]
    [InlineData("CommitPullRequest", """{"branch":"self-heal/1"}""", "FixesApproved")]
    [InlineData("RecordFailure", """{"ending":"rejected","reason":"Not like this."}""", "FixesRejected")]
    [InlineData("RecordFailure", """{"ending":"failed"}""", "RunsFailed")]
    public void What_is_counted_follows_from_the_step_and_its_outcome(string step, string response, string? metric) =>
        Of(step, """{"service":{"name":"orders"}}""", response).Counts.Keys.ShouldBe(metric is null ? [] : [metric]);

    [Fact]
    public void Of_the_tokens_and_cost_that_Generate_adds_up_only_those_of_this_attempt_are_counted()
    {
        var first = Of("Generate", """{"attempt":{"number":1,"usage":null}}""", """{"outcome":"unreadable","usage":{"inputTokens":900,"outputTokens":80,"cost":0.5}}""");
        var second = Of(
            "Generate",
            """{"attempt":{"number":2,"usage":{"inputTokens":900,"outputTokens":80,"cost":0.5}}}""",
            """{"outcome":"unreadable","usage":{"inputTokens":1900,"outputTokens":100,"cost":0.75}}""");

        first.Counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}").ShouldBe(["CostUsd 0.5", "InputTokens 900", "OutputTokens 80"]);
        second.Counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}").ShouldBe(["CostUsd 0.25", "InputTokens 1000", "OutputTokens 20"]);
    }

    [Fact]
    public void Ingest_counts_what_it_has_seen_and_started() =>
        Of("Ingest", """{"awslogs":{"data":""}}""", """{"crashes":12,"runs":1,"writes":2}""").Counts
            .ShouldBe(new Dictionary<string, double> { ["CrashesSeen"] = 12, ["RunsStarted"] = 1 }, ignoreOrder: true);

    [Theory]
    [InlineData("""{"service":{"name":"orders"}}""", "orders")]
    [InlineData("""{"execution":"run-1","state":{"service":{"name":"orders"}}}""", "orders")]
    [InlineData("""{"service":7}""", "unknown")]
    [InlineData("not JSON", "unknown")]
    public void The_service_is_the_one_of_the_event(string payload, string service) => Of("Parse", payload, "{}").Service.ShouldBe(service);

    [Fact]
    public void Metrics_are_a_line_in_the_embedded_metric_format()
    {
        using var output = new MemoryStream();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));

        new Metrics(output, new Redactor(), time).Write(
            Of("Dedupe", """{"service":{"name":"orders"}}""", """{"outcome":"suppressed","reason":"Of anna.smith@corp.example: no."}"""), "request-1");

        Encoding.UTF8.GetString(output.ToArray()).ShouldEndWith("}\n");
        JsonNode.DeepEquals(JsonNode.Parse(output.ToArray()), JsonNode.Parse(
            """
            {
              "_aws": {
                "Timestamp": 1800000000000,
                "CloudWatchMetrics": [
                  {"Namespace": "SelfHealing", "Dimensions": [["Service", "Step"]], "Metrics": [{"Name": "CrashesSuppressed", "Unit": "Count"}]}
                ]
              },
              "Service": "orders", "Step": "Dedupe", "outcome": "suppressed", "reason": "Of [redacted:email]: no.", "requestId": "request-1",
              "CrashesSuppressed": 1
            }
            """)).ShouldBeTrue(Encoding.UTF8.GetString(output.ToArray()));
    }

    static StepSummary Of(string step, string payload, string response) => StepSummary.Of(step, Encoding.UTF8.GetBytes(payload), Encoding.UTF8.GetBytes(response));
}
