using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Every execution that AWS recorded ends here as it ended there, or is listed in Data/not-run.json.</summary>
public class RecordedExecutionTests
{
    public static TheoryData<string> Run => [.. RecordedExecution.All.Keys.Except(RecordedExecution.NotRun.Keys)];

    public static TheoryData<string> NotRun => [.. RecordedExecution.NotRun.Keys];

    [Theory]
    [MemberData(nameof(Run))]
    public async Task A_recorded_execution_ends_as_on_AWS(string name)
    {
        var problem = await DifferenceAsync(RecordedExecution.All[name]);

        problem.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(NotRun))]
    public async Task An_execution_listed_as_not_run_does_not_work_yet(string name)
    {
        var problem = await DifferenceAsync(RecordedExecution.All[name]);

        problem.ShouldNotBeNull($"take it off the list, which says: {RecordedExecution.NotRun[name]}");
    }

    static async Task<string?> DifferenceAsync(RecordedExecution recorded)
    {
        try
        {
            var replay = new Replay(recorded);
            return Difference(recorded, await replay.RunAsync(TestContext.Current.CancellationToken), replay.Events);
        }
        catch (InvalidDefinitionException refused)
        {
            return refused.Message;
        }
    }

    static string? Difference(RecordedExecution recorded, ExecutionResult? result, IReadOnlyList<HistoryEvent> events)
    {
        var same = result switch
        {
            null => recorded.Status == events[^1].Type,
            ExecutionResult.Succeeded { Output: var output } =>
                recorded.Status == "ExecutionSucceeded" && MaskedJson.MatchesDocument(recorded.Details["output"], output),
            ExecutionResult.Failed { Error: var error, Cause: var cause } =>
                recorded.Status == "ExecutionFailed"
                && MaskedJson.Matches(recorded.Details["error"], error)
                && MaskedJson.MatchesCause(recorded.Details["cause"], string.IsNullOrEmpty(cause) ? null : cause),
            _ => false,
        };
        return same
            ? RecordedHistory.Difference(recorded.History, events)
            : $"AWS: {recorded.Status} {recorded.Details.ToJsonString()}; here: {result}";
    }
}
