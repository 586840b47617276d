using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Commands;

/// <summary>The runs that earlier processes left, seen by a new <c>selfheal heal</c> or <c>watch</c>: those for the same crash are gone on with, the others only named.</summary>
sealed class InterruptedRuns(LocalHost host, PeopleConsole people)
{
    readonly List<Snapshot> left = [];

    public async Task ReadAsync(CancellationToken cancellation)
    {
        foreach (var id in await host.ListInterruptedAsync(cancellation))
            left.Add(await host.Runs.FindAsync(id, cancellation));
    }

    /// <summary>
    /// The run for an input: the interrupted one where it was started in the same way, else a new one. An interrupted run that was started
    /// otherwise is ended, so that its claim does not stand in the way.
    /// </summary>
    public async Task<Func<Task<Snapshot>>> TakeOverAsync(JsonObject input, CancellationToken cancellation)
    {
        var same = TakeSame(input);
        var kept = same.FirstOrDefault(run => JsonNode.DeepEquals(run.Execution.Input?["service"], input["service"]));
        foreach (var other in same.Where(run => run != kept))
        {
            await host.GiveUpAsync(other, "Interrupted, and the crash was healed anew in another way.", cancellation);
            people.Line($"Run {other.Execution.Name} of this crash was interrupted and is given up: it was started with other settings.");
        }
        if (kept is null)
        {
            var prepared = await host.PrepareAsync(input, cancellation);
            return () => host.GoAsync(prepared, cancellation);
        }
        var id = kept.Execution.Name;
        people.Line($"Run {id} of this crash was interrupted; it goes on.");
        return () => host.ResumeAsync(id, cancellation);
    }

    public void SayWhatIsLeft()
    {
        if (left.Count > 0)
            people.Line($"{left.Count} interrupted {(left.Count == 1 ? "run waits" : "runs wait")}: `selfheal resume` goes on with {(left.Count == 1 ? "it" : "them")}.");
    }

    // Crashes that are watched come side by side.
    Snapshot[] TakeSame(JsonObject input)
    {
        lock (left)
        {
            var same = left.Where(run => IsSameCrash(run.Execution.Input, input)).ToArray();
            left.RemoveAll(same.Contains);
            return same;
        }
    }

    // Without a trace there is no fingerprint; then it is the same line.
    static bool IsSameCrash(JsonNode? interrupted, JsonObject input) =>
        interrupted is not null
        && (string?)interrupted["service"]?["name"] == (string?)input["service"]?["name"]
        && (string?)interrupted["fingerprint"] == (string?)input["fingerprint"]
        && (input["fingerprint"] is not null || (string?)interrupted["log"] == (string?)input["log"]);
}
