using System.Runtime.ExceptionServices;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Runs the branches of a Parallel state or the iterations of a Map state.</summary>
static class Branches
{
    /// <summary>
    /// Runs all, at most <paramref name="limit"/> at a time, and begins them in order. The first failure stops the others;
    /// it is thrown when they have stopped.
    /// </summary>
    public static async Task<T[]> RunAsync<T>(
        int count, int limit, Func<int, CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = new T[count];
        var begun = 0;
        ExceptionDispatchInfo? failure = null;

        async Task WorkAsync()
        {
            for (var i = Interlocked.Increment(ref begun) - 1; i < count; i = Interlocked.Increment(ref begun) - 1)
            {
                try
                {
                    stop.Token.ThrowIfCancellationRequested();
                    results[i] = await run(i, stop.Token);
                }
                catch (Exception problem)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(problem), null);
                    await stop.CancelAsync();
                    return;
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, limit)).Select(_ => WorkAsync()));
        failure?.Throw();
        return results;
    }
}
