using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Commands;

/// <summary>A run that people watch: goes on, asks where it waits and someone can answer, and says how it ended.</summary>
sealed class RunInFront(LocalHost host, PeopleConsole people, Surroundings surroundings)
{
    /// <param name="go">Brings the run to where it ends or waits.</param>
    /// <param name="auto">Go on without asking.</param>
    public async Task<Snapshot> GoAsync(Func<Task<Snapshot>> go, bool auto, CancellationToken cancellation)
    {
        var snapshot = await go();
        if (snapshot.Result is ExecutionResult.Waiting)
        {
            var decision = auto || RunStatus.IsAuto(snapshot) ? Decision.Approve("auto", surroundings)
                : surroundings.IsTerminal ? people.Ask(surroundings)
                : null;
            if (decision is not null)
                snapshot = await host.DecideAsync(snapshot.Execution.Name, decision, cancellation);
        }
        await people.EndAsync(snapshot, host, cancellation);
        return snapshot;
    }
}
