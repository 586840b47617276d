using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Commands;

/// <summary>The runs that dead processes left, seen by <c>selfheal heal</c> or <c>watch</c>: those for the same crash are gone on with, the others only named.</summary>
sealed class InterruptedRuns(LocalHost host, PeopleConsole people)
{
    // Taken over here, and not gone on with yet. Crashes that are watched come side by side.
    readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>
    /// The run for an input: the interrupted one where it was started in the same way, else a new one. An interrupted run that was started
    /// otherwise is ended, so that its claim does not stand in the way.
    /// </summary>
    public async Task<Func<Task<Snapshot>>> TakeOverAsync(JsonObject input, CancellationToken cancellation)
    {
        // Asked anew for each crash: a watch is long, and others die and resume meanwhile.
        var same = (await LeftAsync(input, cancellation)).Where(run => IsSameCrash(run.Execution.Input, input)).ToList();
        var kept = same.FirstOrDefault(run => JsonNode.DeepEquals(run.Execution.Input?["service"], input["service"]));
        foreach (var other in same.Where(run => run != kept))
        {
            if (await host.GiveUpAsync(other, "Interrupted, and the crash was healed anew in another way.", cancellation))
                people.Line($"Run {other.Execution.Name} of this crash was interrupted and is given up: it was started with other settings.");
        }
        if (kept is null)
        {
            var prepared = await host.PrepareAsync(input, cancellation);
            return () => host.GoAsync(prepared, cancellation);
        }
        people.Line($"Run {kept.Execution.Name} of this crash was interrupted; it goes on.");
        return Take(kept.Execution.Name, cancellation);
    }

    public async Task SayWhatIsLeftAsync(CancellationToken cancellation)
    {
        var left = (await LeftAsync(crash: null, cancellation)).Count;
        if (left > 0)
            people.Line($"{left} interrupted {(left == 1 ? "run waits" : "runs wait")}: `selfheal resume` goes on with {(left == 1 ? "it" : "them")}.");
    }

    async Task<IReadOnlyList<Snapshot>> LeftAsync(JsonObject? crash, CancellationToken cancellation)
    {
        var interrupted = await host.ListInterruptedAsync(crash, cancellation);
        lock (taken)
            return [.. interrupted.Where(run => !taken.Contains(run.Execution.Name))];
    }

    Func<Task<Snapshot>> Take(string id, CancellationToken cancellation)
    {
        lock (taken)
            taken.Add(id);
        return async () =>
        {
            try
            {
                return await host.ResumeAsync(id, cancellation);
            }
            finally
            {
                lock (taken)
                    taken.Remove(id);
            }
        };
    }

    // Without a trace there is no fingerprint; then it is the same line.
    static bool IsSameCrash(JsonNode? interrupted, JsonObject input) =>
        interrupted is not null
        && (string?)interrupted["service"]?["name"] == (string?)input["service"]?["name"]
        && (string?)interrupted["fingerprint"] == (string?)input["fingerprint"]
        && (input["fingerprint"] is not null || (string?)interrupted["log"] == (string?)input["log"]);
}
