using System.Text.Json.Nodes;
using System.Threading.Channels;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Crashes;
using SelfHealing.Redaction;
using SelfHealing.Steps;

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
    readonly Dictionary<string, (ResumePoint Resume, DateTimeOffset LastLine)> sources = new(StringComparer.Ordinal);
    readonly List<(Task<Snapshot> Task, QueuedCrash Crash)> runs = [];
    readonly List<QueuedCrash> interrupted = [];
    IReadOnlyDictionary<string, WatchedPosition> saved = new Dictionary<string, WatchedPosition>(StringComparer.Ordinal);
    LogFollower? follower;

    public WatchCounts Counts { get; } = new();

    /// <summary>Takes the lines of all sources; completed when all have ended.</summary>
    public ChannelWriter<WatchedLine> Lines => lines.Writer;

    /// <summary>Goes on until the sources have ended and every run has, or it is stopped; then the runs in flight are waited for.</summary>
    /// <param name="save">Keeps from where each file would have to be read again; called about once a second.</param>
    /// <param name="stop">Stops the watch. The runs have a token of their own.</param>
    /// <exception cref="OperationCanceledException">Runs were stopped too.</exception>
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
                    EndTraces(surroundings.Time.GetUtcNow() + Quiet);
                if (isOver && queue.Waiting.Count == 0 && runs.Count == 0)
                    break;
                readable = isOver ? Never : lines.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
            }
            await EndRunsAsync(stop);
            StartRuns();
            if (beat.IsCompleted)
            {
                EndTraces(surroundings.Time.GetUtcNow());
                StartRuns();
                await SaveAsync(save);
                view.Refresh(Counts);
                beat = Task.Delay(Beat, surroundings.Time, CancellationToken.None);
            }
            if (readable == Never && queue.Waiting.Count == 0 && runs.Count == 0)
                break;
        }
        await SaveAsync(save);
        if (runs.Count > 0)
            Tell($"Stopping. {runs.Count} runs in flight are finished first; Ctrl-C again stops at once.", new JsonObject { ["event"] = "stopping", ["runs"] = runs.Count });
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
        var resume = sources.TryGetValue(line.Source, out var source) ? source.Resume : new ResumePoint();
        if (line.Text is null)
        {
            resume.Pass(line, follower!.IsInTrace(line.Source));
            sources[line.Source] = (resume, surroundings.Time.GetUtcNow());
            return;
        }
        Counts.Lines++;
        var before = resume.BeforeTrace;
        var found = follower!.Add(new LogEvent(line.Source, Timestamp: null, line.Text));
        resume.Pass(line, follower.IsInTrace(line.Source));
        sources[line.Source] = (resume, surroundings.Time.GetUtcNow());
        Offer(found, before ?? resume.BeforeTrace);
    }

    void EndTraces(DateTimeOffset now)
    {
        foreach (var (name, (resume, lastLine)) in sources)
        {
            if (now - lastLine < Quiet || !follower!.IsInTrace(name))
                continue;
            var before = resume.BeforeTrace;
            var found = follower.EndTrace(name);
            resume.EndTrace();
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
                // One line for the first, the summary for all: a flood of crashes is no reason for a flood of lines.
                if (Counts.Skipped++ == 0)
                    Tell($"More than {HealingQueue.MostWaiting} different crashes wait for a run. Further ones are skipped, and counted.", new JsonObject { ["event"] = "skipping" });
                break;
            default:
                Tell($"Crash in {finding!.Source}: {finding.Title}", new JsonObject
                {
                    ["event"] = "crash",
                    ["source"] = finding.Source,
                    ["title"] = PlainText.OneLine(finding.Title),
                    ["fingerprint"] = finding.Fingerprint,
                });
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
                Count(crash, await run.Task);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                interrupted.Add(crash);
            }
            catch (Exception problem) when (problem is not OutOfMemoryException)
            {
                Counts.Failed++;
                Tell($"{crash.Finding.Title}: {problem.Message}", new JsonObject { ["event"] = "failure", ["reason"] = PlainText.OneLine(problem.Message, 2000) });
            }
        }
    }

    void Count(QueuedCrash crash, Snapshot run)
    {
        var status = RunStatus.Of(run);
        switch (RunStatus.ExitCodeOf(status))
        {
            case ExitCode.Healed:
                Counts.Healed++;
                break;
            case ExitCode.WaitingForApproval:
                Counts.Asking++;
                break;
            case ExitCode.NothingToHeal when status == "duplicate":
                Counts.Duplicates++;
                break;
            case ExitCode.NothingToHeal or ExitCode.NoAcceptableFix:
                Counts.WithoutFix++;
                break;
            default:
                Counts.Failed++;
                break;
        }
        var data = RunStatus.DataOf(run);
        Counts.Cost += (decimal?)data?["fix"]?["usage"]?["cost"] ?? 0;
        var id = run.Execution.Name;
        var next = status switch
        {
            "healed" => (string?)data?["pullRequest"]?["url"] ?? $"branch {(string?)data?["pullRequest"]?["branch"]}",
            RunStatus.Waiting => $"`selfheal show {id}`, then `selfheal approve {id}` or `selfheal reject {id} --reason R`",
            _ => RunStatus.ReasonOf(run),
        };
        Tell($"Run {id} of {PlainText.OneLine(crash.Finding.Title, 80)}: {status}. {next}", new JsonObject
        {
            ["event"] = "run",
            ["id"] = id,
            ["fingerprint"] = crash.Finding.Fingerprint,
            ["status"] = status,
            ["reason"] = PlainText.Lines(RunStatus.ReasonOf(run)),
            ["rootCause"] = PlainText.Lines((string?)data?["fix"]?["rootCause"] ?? ""),
            ["branch"] = data?["pullRequest"]?["branch"]?.DeepClone(),
            ["pullRequest"] = data?["pullRequest"]?["url"]?.DeepClone(),
        });
        view.Refresh(Counts);
    }

    async Task SaveAsync(Func<IReadOnlyDictionary<string, WatchedPosition>, Task> save)
    {
        var now = Positions();
        var changed = now.Where(one => saved.GetValueOrDefault(one.Key) != one.Value).ToDictionary(StringComparer.Ordinal);
        if (changed.Count > 0)
            await save(changed);
        saved = now;
    }

    // A crash whose run is not over is found again by the next watch, which then goes on with the run, or starts it if it was not stored.
    // The oldest one decides, and may be in a file that was rotated away since.
    Dictionary<string, WatchedPosition> Positions()
    {
        var positions = new Dictionary<string, WatchedPosition>(StringComparer.Ordinal);
        foreach (var (name, (resume, _)) in sources)
        {
            var undone = interrupted.Concat(runs.Select(run => run.Crash)).Concat(queue.Waiting).FirstOrDefault(crash => crash.Finding.Source == name);
            if ((undone?.ReadAgainFrom ?? resume.Now) is { } position)
                positions[name] = position;
        }
        return positions;
    }

    void Tell(string text, JsonObject document) => view.Tell(text, document);
}
