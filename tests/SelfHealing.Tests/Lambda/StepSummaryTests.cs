using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Lambda.Host;
using SelfHealing.Redaction;

namespace SelfHealing.Tests.Lambda;

public class StepSummaryTests
{
    const string Event = """{"service":{"name":"orders"}}""";

    static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An event and a response of every function, and what is counted for it.</summary>
    public static TheoryData<string, string, string, string> Examples => new()
    {
        { "Parse", Event, """{"outcome":"crash"}""", "CrashesRead 1" },
        { "Parse", Event, """{"outcome":"notACodeFault","reason":"A timeout."}""", "CrashesRead 1" },
        { "Parse", Event, """{"outcome":"none"}""", "" },
        { "Dedupe", Event, """{"outcome":"heal","regression":false,"ended":null}""", "CrashesClaimed 1" },
        { "Dedupe", Event, """{"outcome":"heal","regression":true,"ended":null}""", "CrashesClaimed 1, Regressions 1" },
        { "Dedupe", Event, """{"outcome":"duplicate","ended":{"ending":"merged","hoursOpen":2}}""", "CrashesDeduplicated 1, FixesMerged 1, TimeToMerge 7200" },
        { "Dedupe", Event, """{"outcome":"suppressed","reason":"A timeout.","ended":{"ending":"closed","hoursOpen":2}}""", "CrashesSuppressed 1, FixesClosed 1" },
        { "Generate", Event, """{"outcome":"fix"}""", "FixesProposed 1" },
        { "Generate", Event, """{"outcome":"abstained"}""", "" },
        { "Generate", """{"attempt":{"number":1,"usage":null}}""", """{"usage":{"inputTokens":900,"outputTokens":80,"cost":0.5}}""", "InputTokens 900, OutputTokens 80, CostUsd 0.5" },
        // Generate adds up the attempts of a run: only what this one used is counted.
        {
            "Generate",
            """{"attempt":{"number":2,"usage":{"inputTokens":900,"outputTokens":80,"cost":0.5}}}""",
            """{"usage":{"inputTokens":1900,"outputTokens":100,"cost":0.75}}""",
            "InputTokens 1000, OutputTokens 20, CostUsd 0.25"
        },
        { "ValidateSyntax", Event, """{"outcome":"invalid"}""", "FixesRefused 1" },
        { "Verify", Event, """{"outcome":"failed"}""", "FixesRefused 1" },
        { "CommitPullRequest", Event, """{"branch":"self-heal/1","url":null}""", "FixesApproved 1" },
        {
            "CommitPullRequest",
            """{"state":{"service":{"name":"orders"},"issue":{"lastSeen":"2026-03-02T11:50:00+00:00"}}}""",
            """{"branch":"self-heal/1","url":"https://github.com/acme/orders/pull/1"}""",
            "FixesApproved 1, PullRequestsOpened 1, TimeToPullRequest 600"
        },
        { "RecordFailure", Event, """{"ending":"rejected","reason":"Not like this."}""", "FixesRejected 1" },
        { "RecordFailure", Event, """{"ending":"expired"}""", "FixesExpired 1" },
        { "RecordFailure", Event, """{"ending":"abstained"}""", "RunsAbstained 1" },
        { "RecordFailure", Event, """{"ending":"failed"}""", "RunsFailed 1" },
        {
            "Ingest",
            """{"awslogs":{"data":""}}""",
            """{"service":"orders","crashes":12,"runs":1,"writes":2,"deduplicated":8,"suppressed":{"A timeout.":2,"Out of memory.":1}}""",
            "CrashesSeen 12, RunsStarted 1, CrashesDeduplicated 8; CrashesSuppressed 2; CrashesSuppressed 1"
        },
        {
            "Outcomes",
            "{}",
            """
            {"read":4,"stopped":null,"news":[
              {"issue":{"service":"orders","fingerprint":"v1:1"},"url":"https://github.com/acme/orders/pull/1","status":"merged","ended":{"ending":"merged","hoursOpen":24},"problem":null},
              {"issue":{"service":"orders","fingerprint":"v1:2"},"url":"https://github.com/acme/orders/pull/2","status":"rejected","ended":{"ending":"closed","hoursOpen":1},"problem":null},
              {"issue":{"service":"orders","fingerprint":"v1:3"},"url":"https://github.com/acme/orders/pull/3","status":"pullRequestOpen","ended":null,"problem":"Gone."}]}
            """,
            "; FixesMerged 1, TimeToMerge 86400; FixesClosed 1; PullRequestsUnread 1"
        },
        { "Outcomes", "{}", """{"read":1,"stopped":"GitHub asks to slow down.","news":[]}""", "Errors 1" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void What_is_counted_follows_from_the_step_and_its_outcome(string step, string payload, string response, string counts) =>
        string.Join("; ", All(step, payload, response).Select(summary => string.Join(", ", summary.Counts.Select(count => FormattableString.Invariant($"{count.Key} {count.Value}"))))).ShouldBe(counts);

    [Fact]
    public void Every_metric_has_an_example() =>
        Emitted.Select(pair => pair.Metric).Distinct().Order().ShouldBe(Enum.GetNames<Metric>().Order());

    /// <summary>Each metric with the functions that count it.</summary>
    internal static IEnumerable<(string Metric, string Step)> Emitted => Examples
        .SelectMany(row => All(row.Data.Item1, row.Data.Item2, row.Data.Item3))
        .SelectMany(summary => summary.Counts.Keys.Select(metric => (metric.ToString(), summary.Step)))
        .Distinct();

    [Fact]
    public void Every_reason_and_pull_request_is_said_and_counted_by_its_service()
    {
        var ingest = All("Ingest", "{}", """{"service":"orders","crashes":2,"runs":0,"deduplicated":0,"suppressed":{"A timeout.":2}}""");
        var outcomes = All("Outcomes", "{}", """{"read":1,"news":[{"issue":{"service":"billing"},"url":"https://a/pull/1","reason":"bob: no","ended":{"ending":"closed","hoursOpen":1}}]}""");

        ingest.Select(summary => $"{summary.Service} {summary.Line}").ShouldBe(["orders read: 2 crashes of orders, 0 runs started", "orders suppressed: A timeout."]);
        outcomes.Select(summary => summary.Line).ShouldBe(["read: 1 pull requests are read.", "closed: https://a/pull/1 bob: no"]);
        outcomes[1].Service.ShouldBe("billing");
    }

    [Fact]
    public void Of_a_batch_that_is_not_for_us_not_a_word_is_said() =>
        All("Ingest", "{}", """{"service":null,"crashes":0,"runs":0,"deduplicated":0,"suppressed":{}}""").ShouldBeEmpty();

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
                  {"Namespace": "SelfHealing", "Dimensions": [["Service", "Step"], ["Step"]], "Metrics": [{"Name": "CrashesSuppressed", "Unit": "Count"}]}
                ]
              },
              "Service": "orders", "Step": "Dedupe", "outcome": "suppressed", "reason": "Of [redacted:email]: no.", "requestId": "request-1",
              "CrashesSuppressed": 1
            }
            """)).ShouldBeTrue(Encoding.UTF8.GetString(output.ToArray()));
    }

    static StepSummary Of(string step, string payload, string response) => All(step, payload, response).ShouldHaveSingleItem();

    static IReadOnlyList<StepSummary> All(string step, string payload, string response) =>
        StepSummary.Of(step, Encoding.UTF8.GetBytes(payload), Encoding.UTF8.GetBytes(response), Now);
}
