using System.Threading.Channels;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Redaction;

namespace SelfHealing.Cli.Watching;

/// <summary>
/// Looks for crashes in lines as they come, and heals each bug once. One task does all of it but the runs themselves and the reading, so
/// nothing here is shared.
/// </summary>
/// <param name="heal">Heals a crash.</param>
/// <param name="parallel">How many runs go on at once.</param>
/// <param name="surroundings">The process.</param>
/// <param name="view">Where it is seen.</param>
sealed class Watch(Func<LogFinding, Task<Snapshot>> heal, int parallel, Surroundings surroundings, IWatchView view)
{
    /// <summary>Whoever reads waits when so many lines are not looked at yet.</summary>
    public const int MostLinesAhead = 256;

    /// <summary>A trace is over when nothing follows it for so long.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    static readonly Task<bool> Never = new TaskCompletionSource<bool>().Task;

    readonly Channel<WatchedLine> lines = Channel.CreateBounded<WatchedLine>(new BoundedChannelOptions(MostLinesAhead) { SingleReader = true });
    readonly HealingQueue queue = new(surroundings.Time);
    readonly WatchedSources sources = new(surroundings.Time);
    readonly WatchReport report = new(view);
    readonly List<(Task<Snapshot> Task, QueuedCrash Crash)> runs = [];
    readonly List<QueuedCrash> interrupted = [];
    IReadOnlyDictionary<string, WatchedPosition> saved = new Dictionary<string, WatchedPosition>(StringComparer.Ordinal);
    LogFollower? follower;
    bool isUnsaved;

    public WatchCounts Counts => report.Counts;

    /// <summary>Takes the lines of all sources; completed when all have ended.</summary>
    public ChannelWriter<WatchedLine> Lines => lines.Writer;

    /// <summary>Goes on until the sources have ended and every run has, or it is stopped; then the runs in flight are waited for.</summary>
    /// <param name="save">Keeps from where each file would have to be read again; called about once a second.</param>
    /// <param name="stop">Stops the watch. The runs have a token of their own.</param>
    /// <exception cref="OperationCanceledException">Runs were stopped too.</exception>
    /// <exception cref="StoreUnavailableException">It could not be kept at the end; every run is over.</exception>
    public async Task RunAsync(Func<IReadOnlyDictionary<string, WatchedPosition>, Task> save, CancellationToken stop)
    {
        follower = new LogFollower(queue.Wants);
        var stopped = new TaskCompletionSource();
        await using var stopping = stop.Register(() => stopped.TrySetResult());
        var beat = Task.Delay(Beat, surroundings.Time, CancellationToken.None);
        var readable = lines.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        while (!stop.IsCancellationRequested)
        {
            await Task.WhenAny([readable, beat, stopped.Task, .. runs.Select(run => run.Task)]);
            if (readable.IsCompleted)
            {
                var isOver = !await readable;
                ReadLines();
                if (isOver)
                    EndTraces(TimeSpan.Zero);
                readable = isOver ? Never : lines.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            }
            await EndRunsAsync(stop);
            StartRuns();
            if (beat.IsCompleted)
            {
                EndTraces(Quiet);
                StartRuns();
                await TrySaveAsync(save);
                view.Refresh(Counts);
                beat = Task.Delay(Beat, surroundings.Time, CancellationToken.None);
            }
            if (readable == Never && queue.Waiting.Count == 0 && runs.Count == 0)
                break;
        }
        await TrySaveAsync(save);
        if (runs.Count > 0)
            report.Stopping();
        while (runs.Count > 0)
        {
            await Task.WhenAny(runs.Select(run => run.Task));
            await EndRunsAsync(stop);
        }
        await SaveAsync(save);
        if (interrupted.Count > 0)
            throw new OperationCanceledException(stop);
    }

    void ReadLines()
    {
        // Not all there are: a flood must not keep the runs and the clock from their turn.
        for (var count = 0; count < MostLinesAhead && lines.Reader.TryRead(out var line); count++)
            Read(line);
    }

    void Read(WatchedLine line)
    {
        var before = sources.BeforeTrace(line.Source);
        var found = line.Text is { } text ? follower!.Add(new LogEvent(line.Source, Timestamp: null, text)) : null;
        sources.Pass(line, follower!.IsInTrace(line.Source));
        if (found is null)
            return;
        Counts.Lines++;
        Offer(found, before ?? sources.BeforeTrace(line.Source));
    }

    void EndTraces(TimeSpan quiet)
    {
        foreach (var name in sources.QuietFor(quiet).Where(follower!.IsInTrace))
        {
            var before = sources.BeforeTrace(name);
            var found = follower!.EndTrace(name);
            sources.EndTrace(name);
            Offer(found, before);
        }
    }

    void Offer(LogReading found, WatchedPosition? readAgainFrom)
    {
        foreach (var crash in found.Crashes)
            Offer(crash.Fingerprint, () => LogFinding.Of(surroundings.Redactor.Redact(crash)), readAgainFrom);
        foreach (var (source, signal, line, _) in found.Signals)
        {
            Offer(
                $"signal:{signal.Kind}",
                () => LogFinding.Of(source, surroundings.Redactor.Redact(line)),
                readAgainFrom);
        }
    }

    void Offer(string key, Func<LogFinding> find, WatchedPosition? readAgainFrom)
    {
        Counts.Crashes++;
        LogFinding? finding = null;
        switch (queue.Offer(key, () => new QueuedCrash(key, finding = find(), readAgainFrom)))
        {
            case Offered.Duplicate:
                Counts.Duplicates++;
                break;
            case Offered.Skipped:
                report.Skipped();
                break;
            default:
                report.Found(finding!);
                break;
        }
        Counts.Queued = queue.Waiting.Count;
    }

    void StartRuns()
    {
        while (runs.Count < parallel && queue.Next() is { } next)
            runs.Add((Task.Run(() => heal(next.Finding)), next));
        (Counts.Queued, Counts.Running) = (queue.Waiting.Count, runs.Count);
    }

    async Task EndRunsAsync(CancellationToken stop)
    {
        foreach (var run in runs.Where(run => run.Task.IsCompleted).ToList())
        {
            var crash = run.Crash;
            runs.Remove(run);
            queue.Ended(crash);
            Counts.Running = runs.Count;
            try
            {
                report.Ended(crash, await run.Task);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                interrupted.Add(crash);
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                report.Broke(crash, problem);
            }
        }
    }

    // A store that cannot be used now may work in a second, and runs are in flight meanwhile. If it does not in the end, the watch says so.
    async Task TrySaveAsync(Func<IReadOnlyDictionary<string, WatchedPosition>, Task> save)
    {
        try
        {
            await SaveAsync(save);
            isUnsaved = false;
        }
        catch (StoreUnavailableException problem)
        {
            if (!isUnsaved)
                report.Unsaved(problem);
            isUnsaved = true;
        }
    }

    async Task SaveAsync(Func<IReadOnlyDictionary<string, WatchedPosition>, Task> save)
    {
        var now = sources.Positions([.. interrupted, .. runs.Select(run => run.Crash), .. queue.Waiting]);
        var changed = now.Where(one => saved.GetValueOrDefault(one.Key) != one.Value).ToDictionary(StringComparer.Ordinal);
        if (changed.Count > 0)
            await save(changed);
        saved = now;
    }
}
