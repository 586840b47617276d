using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Whatever moment an execution is killed in, going on from the last stored snapshot ends as if nothing had happened.</summary>
public class ResumeTests
{
    public static TheoryData<string> Machines =>
    [
        .. RecordedExecution.All.Values
            .Where(static recorded => recorded.Integrations.Count == 0 && !recorded.Definition.Contains("\"Wait\"", StringComparison.Ordinal))
            .Where(static recorded => !recorded.Definition.Contains("UUID", StringComparison.Ordinal))
            .Where(static recorded => !RecordedExecution.NotRun.ContainsKey(recorded.Name))
            .Where(static recorded => recorded.History.Count < 100)
            .Select(static recorded => recorded.Name),
    ];

    [Theory]
    [MemberData(nameof(Machines))]
    public async Task A_killed_execution_ends_as_an_undisturbed_one(string name)
    {
        var recorded = RecordedExecution.All[name];
        var undisturbed = new KeptCheckpoints();
        var expected = await New(recorded, undisturbed).StartAsync("run", recorded.Input, TestContext.Current.CancellationToken);

        foreach (var snapshot in undisturbed.Snapshots)
        {
            var rest = new KeptCheckpoints();
            var result = await New(recorded, rest).ResumeAsync(snapshot, null, TestContext.Current.CancellationToken);

            Show(result).ShouldBe(Show(expected));
            if (snapshot.Result is null)
                rest.Events[0].Id.ShouldBe(snapshot.LastEventId + 1);
        }
    }

    // The context object has times, which go on.
    static string Show(ExecutionResult result) => result switch
    {
        ExecutionResult.Succeeded succeeded => Json.Write(succeeded.Output),
        _ => result.ToString(),
    };

    static Execution New(RecordedExecution recorded, ICheckpoints checkpoints) => new(
        StateMachine.Load(recorded.Definition, new Dictionary<string, string>(), "recorded.asl.json"),
        new ScriptedTasks(new Dictionary<string, IReadOnlyList<JsonObject>>()),
        new InstantTime(),
        new Random(1),
        checkpoints);
}
