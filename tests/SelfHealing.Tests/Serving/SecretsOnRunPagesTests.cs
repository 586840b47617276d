using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.Serving;

/// <summary>Wherever a run holds a secret, no page shows it, nor a part of it.</summary>
public sealed class SecretsOnRunPagesTests : IDisposable
{
    const string Part = "ghp_xK7mQ2vR9tL4";
    const string Secret = Part + "wZ8bN3cJ6fH1dS5gY0pAeU7q";

    readonly BrowsedRuns runs = new();

    [Theory]
    [InlineData("service.repository", "https://deploy:{0}@git.example.org/orders.git")]
    [InlineData("service.verify", "env DEPLOY_TOKEN={0} pytest -q")]
    [InlineData("crash.exceptionType", "{0}")]
    [InlineData("crash.message", "token {0} is refused")]
    [InlineData("crash.reason", "read\n{0}")]
    [InlineData("issue.reason", "rejected: {0}")]
    [InlineData("code.branch", "try-{0}")]
    [InlineData("fix.rootCause", "{0} is sent twice")]
    [InlineData("fix.author", "openai:https://{0}@models.example.org")]
    [InlineData("failure.reason", "gave up on {0}")]
    [InlineData("approval.reason", "no: {0}")]
    [InlineData("pullRequest.url", "https://git.example.org/pull?token={0}")]
    [InlineData("anything.else", "{{\"token\": \"{0}\"}}")]
    public async Task In_the_data_of_a_run(string place, string text)
    {
        var data = BrowsedRuns.Data();
        data["code"] = new JsonObject { ["commit"] = new string('1', 40) };
        var (name, field) = (place.Split('.')[0], place.Split('.')[1]);
        if (data[name] is null)
            data[name] = new JsonObject();
        data[name]![field] = string.Format(null, text, Secret);
        await runs.SaveAsync("run1", data, new ExecutionResult.Failed("Aborted", $"ended with {Secret}"), Through(data));

        await NothingIsShownAsync();
    }

    [Theory]
    [InlineData("TaskFailed")]
    [InlineData("TaskTimedOut")]
    [InlineData("LambdaFunctionFailed")]
    public async Task In_the_error_and_the_cause_of_a_try(string type)
    {
        await runs.SaveAsync(
            "run1", BrowsedRuns.Data(), null,
            [(type, "Dedupe", new JsonObject { ["error"] = $"Refused:{Secret}", ["cause"] = $"401 for\n{Secret}" }), ("TaskScheduled", "Dedupe", [])]);

        await NothingIsShownAsync();
    }

    [Fact]
    public async Task In_a_part_of_a_long_text_that_is_cut_off()
    {
        var data = BrowsedRuns.Data();
        data["service"]!["verify"] = $"{new string('x', 180)} {Secret}";
        data["verification"] = JsonNode.Parse(
            """
            {"outcome": "failed", "problems": [],
             "before": {"outcome": "failed", "exitCode": 1, "seconds": 1, "output": "", "isolation": {"network": "cut", "processes": true}},
             "after": {"outcome": "failed", "exitCode": 1, "seconds": 1, "output": "", "isolation": {"network": "cut", "processes": true}}}
            """);
        data["much"] = $"{new string('x', 99_000)} {string.Join(' ', Enumerable.Repeat(Secret, 100))} {new string('x', 200_000)}";
        await runs.SaveAsync("run1", data, null, Through(data));

        await NothingIsShownAsync();
    }

    [Theory]
    [InlineData('\u200B')]
    [InlineData('\u202E')]
    public async Task In_pieces_that_only_hidden_characters_part(char hidden)
    {
        var parted = Secret.Insert(8, $"{hidden}");
        await runs.SaveAsync(
            "run1", BrowsedRuns.Data($"Error: {parted}"), null,
            [("TaskFailed", "Dedupe", new JsonObject { ["error"] = "Refused", ["cause"] = parted }), ("TaskScheduled", "Dedupe", [])]);

        await NothingIsShownAsync();
    }

    [Fact]
    public async Task Behind_the_name_that_makes_it_one()
    {
        var data = BrowsedRuns.Data();
        data["service"]!["database"] = new JsonObject { ["password"] = "xK7mQ2vR9tL4" };
        await runs.SaveAsync("run1", data, null, Through(data));

        await NothingIsShownAsync();
    }

    public void Dispose() => runs.Dispose();

    // A state of each kind that says something of its own has the data as its output.
    static List<(string Type, string State, JsonObject Details)> Through(JsonObject data) =>
    [
        .. from state in (string[])["Dedupe", "FetchCode", "Generate", "ValidateSyntax", "Verify", "RequestApproval", "CommitPullRequest", "RecordFailure"]
           from told in (string[])["Entered", "Exited"]
           where state != "Dedupe" || told == "Exited"
           select ($"TaskState{told}", state, new JsonObject { [told == "Entered" ? "input" : "output"] = data.DeepClone() }),
    ];

    async Task NothingIsShownAsync()
    {
        foreach (var path in (string[])["/", "/runs/run1"])
        {
            var page = await runs.AskAsync(path);
            page.Status.ShouldBe(200);
            page.Body.ShouldNotContain("xK7mQ2vR9tL4");
            page.Body.ShouldNotContain("ghp_xK7m");
        }
    }
}
