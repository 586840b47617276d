using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Runs the branches of a Parallel state or the iterations of a Map state.</summary>
static class Branches
{
    /// <summary>
    /// Runs all that are not over, at most <paramref name="limit"/> at a time, and begins them in order. One that waits for a token takes
    /// its place among those. The first failure stops the others; it is thrown when they have stopped.
    /// </summary>
    public static async Task<BranchEnds> RunAsync(
        Visit visit, int count, int limit, Func<int, Stillness, CancellationToken, Task<BranchEnd>> run, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ends = new BranchEnd[count];
        var begun = 0;
        var others = new Stillness(Math.Min(count, limit));
        ExceptionDispatchInfo? failure = null;

        async Task WorkAsync()
        {
            try
            {
                for (var i = Interlocked.Increment(ref begun) - 1; i < count; i = Interlocked.Increment(ref begun) - 1)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    ends[i] = visit.Branch(i).Result is { } result ? new BranchEnd(result, null) : await run(i, others, stop.Token);
                    if (ends[i].Suspended is not null)
                        return;
                }
            }
            catch (Exception problem)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(problem), null);
                await stop.CancelAsync();
            }
            others.Stop();
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, limit)).Select(_ => WorkAsync()));
        failure?.Throw();
        return new BranchEnds(ends);
    }
}

/// <summary>How a branch stopped: it is over, or waits for a token.</summary>
readonly record struct BranchEnd(BranchResult? Result, Suspend? Suspended);

/// <summary>How all branches stopped.</summary>
sealed record BranchEnds(IReadOnlyList<BranchEnd> All)
{
    /// <summary>The token that expires first, of those that are waited for; null when all are over.</summary>
    public Suspend? Suspended => All.Select(static end => end.Suspended).OfType<Suspend>().MinBy(static end => end.Pending.ExpiresAt ?? DateTimeOffset.MaxValue);

    /// <summary>The outputs of those that did not fail, in order.</summary>
    public JsonArray Outputs => [.. All.Where(static end => end.Result is { Failure: null }).Select(static end => end.Result!.Output?.DeepClone())];
}
