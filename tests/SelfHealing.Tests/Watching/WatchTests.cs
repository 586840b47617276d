using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Cli.Watching;
using SelfHealing.Ports;

namespace SelfHealing.Tests.Watching;

/// <summary>A watch without files: lines go in, runs are started. The clock stands still unless a test moves it.</summary>
public sealed class WatchTests
{
    readonly FakeTimeProvider time = new();
    readonly Events events = new();
    readonly Channel<(LogFinding Found, TaskCompletionSource<Snapshot> Run)> started = Channel.CreateUnbounded<(LogFinding, TaskCompletionSource<Snapshot>)>();
    readonly List<IReadOnlyDictionary<string, WatchedPosition>> saved = [];
    long offset;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crash_is_healed_when_nothing_follows_it_for_a_moment()
    {
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, Cancellation);
        await WriteAsync(watch, CrashIn("a"));
        await LinesAsync(watch, 4);

        for (var second = 0; second < 4; second++)
            await TickAsync(watch);

        var (found, run) = await started.Reader.ReadAsync(Cancellation);
        found.Title.ShouldBe("KeyError: 'a'");
        found.Text.ShouldContain("in a");
        await EndAsync(watch, going, run);
        watch.Counts.Healed.ShouldBe(1);
    }

    [Fact]
    public async Task A_bug_has_one_run_however_often_it_crashes()
    {
        var watch = NewWatch(parallel: 4);
        var going = watch.RunAsync(SaveAsync, Cancellation);
        for (var i = 0; i < 10; i++)
            await WriteAsync(watch, CrashIn("a"));
        watch.Lines.Complete();

        var (_, run) = await started.Reader.ReadAsync(Cancellation);
        run.SetResult(Healed());
        await going;

        started.Reader.Count.ShouldBe(0);
        (watch.Counts.Crashes, watch.Counts.Duplicates, watch.Counts.Healed).ShouldBe((10, 9, 1));
    }

    [Fact]
    public async Task No_more_runs_go_on_at_once_than_were_asked_for()
    {
        var watch = NewWatch(parallel: 2);
        var going = watch.RunAsync(SaveAsync, Cancellation);
        foreach (var name in (string[])["a", "b", "c"])
            await WriteAsync(watch, CrashIn(name));
        watch.Lines.Complete();

        var first = await started.Reader.ReadAsync(Cancellation);
        var second = await started.Reader.ReadAsync(Cancellation);
        await Until(() => watch.Counts is { Running: 2, Queued: 1 });
        started.Reader.Count.ShouldBe(0);

        first.Run.SetResult(Healed());
        var third = await started.Reader.ReadAsync(Cancellation);
        second.Run.SetResult(Healed());
        third.Run.SetResult(Healed());
        await going;
        watch.Counts.Healed.ShouldBe(3);
    }

    [Fact]
    public async Task A_flood_of_different_crashes_is_bounded_and_what_is_skipped_is_said()
    {
        const int Flood = HealingQueue.MostWaiting + 200;
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, Cancellation);
        for (var i = 0; i < Flood; i++)
            await WriteAsync(watch, CrashIn($"f{i}"));
        watch.Lines.Complete();

        await Until(() => watch.Counts.Crashes == Flood);

        watch.Counts.Queued.ShouldBeLessThanOrEqualTo(HealingQueue.MostWaiting);
        watch.Counts.Skipped.ShouldBe(Flood - watch.Counts.Queued - watch.Counts.Running);
        events.Documents.Count(document => (string?)document["event"] == "skipping").ShouldBe(1);
        for (var run = 0; run < Flood - watch.Counts.Skipped; run++)
            (await started.Reader.ReadAsync(Cancellation)).Run.SetResult(Healed());
        await going;
    }

    [Fact]
    public async Task Whoever_reads_waits_while_nobody_takes_the_lines()
    {
        var watch = NewWatch();
        using var endless = new EndlessText();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var reading = LineSources.ReadAsync("input", endless, watch.Lines, passOn: null, stop.Token);
        await Until(() => endless.Given > 0 && !watch.Lines.TryWrite(default));

        // What is ahead is the channel and one buffer of the reader, whatever could be read.
        endless.Given.ShouldBeLessThanOrEqualTo((Watch.MostLinesAhead * EndlessText.LineLength) + (2 * 64 * 1024));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Fact]
    public async Task Stopping_waits_for_the_run_in_flight_and_starts_none()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, stop.Token);
        await WriteAsync(watch, CrashIn("a"), file: true);
        await WriteAsync(watch, CrashIn("b"), file: true);
        await WriteAsync(watch, CrashIn("c"), file: true);
        var (_, run) = await started.Reader.ReadAsync(Cancellation);
        await Until(() => watch.Counts.Queued == 1);

        await stop.CancelAsync();
        await Until(() => events.Documents.Any(document => (string?)document["event"] == "stopping"));
        going.IsCompleted.ShouldBeFalse();
        run.SetResult(Healed());
        await going;

        started.Reader.Count.ShouldBe(0);
        // The crash that had no run is in front of the position, so the next watch finds it.
        saved[^1]["app.log"].Offset.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public async Task A_trace_that_is_open_is_read_again_by_the_next_watch()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, stop.Token);
        await WriteAsync(watch, ["one", "two", "Traceback (most recent call last):"], file: true);
        await LinesAsync(watch, 3);

        await stop.CancelAsync();
        await going;

        saved[^1]["app.log"].Offset.ShouldBeLessThan(2);
    }

    [Fact]
    public async Task The_position_stays_in_front_of_a_crash_until_its_run_is_over()
    {
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, Cancellation);
        await WriteAsync(watch, CrashIn("a"), file: true);
        await WriteAsync(watch, ["one", "two", "three"], file: true);
        await LinesAsync(watch, 7);
        for (var second = 0; second < 4; second++)
            await TickAsync(watch);
        var (_, run) = await started.Reader.ReadAsync(Cancellation);
        await TickUntilAsync(() => watch.Counts.Running == 1 && saved.Count > 0);

        // Killed now, before the run is stored, the next watch finds the crash again.
        saved[^1]["app.log"].Offset.ShouldBe(0);
        run.SetResult(Healed());
        watch.Lines.Complete();
        await going;
        saved[^1]["app.log"].Offset.ShouldBe(7);
    }

    [Fact]
    public async Task The_position_stays_in_the_old_file_while_a_crash_of_it_waits()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, stop.Token);
        foreach (var name in (string[])["a", "b", "c"])
            await WriteAsync(watch, CrashIn(name), file: true);
        var (_, run) = await started.Reader.ReadAsync(Cancellation);
        offset = 0;
        await WriteAsync(watch, ["the next file"], file: true, number: "2");
        await LinesAsync(watch, 13);

        await stop.CancelAsync();
        run.SetResult(Healed());
        await going;

        saved[^1]["app.log"].Identity.Number.ShouldBe("1");
    }

    [Fact]
    public async Task A_trace_that_goes_on_in_the_next_file_is_read_again_from_where_it_began()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = NewWatch();
        var going = watch.RunAsync(SaveAsync, stop.Token);
        await WriteAsync(watch, CrashIn("a").Take(2), file: true);
        offset = 0;
        await WriteAsync(watch, CrashIn("a").Skip(2).Take(1), file: true, number: "2");
        await LinesAsync(watch, 3);

        await stop.CancelAsync();
        await going;

        saved[^1]["app.log"].ShouldBe(new WatchedPosition(new FileIdentity("1", 0, ""), 0));
    }

    [Fact]
    public async Task Stopped_at_once_it_waits_until_every_run_has_stopped_and_their_crashes_are_found_again()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = NewWatch(parallel: 2);
        var going = watch.RunAsync(SaveAsync, stop.Token);
        foreach (var name in (string[])["a", "b", "c"])
            await WriteAsync(watch, CrashIn(name), file: true);
        var first = await started.Reader.ReadAsync(Cancellation);
        var second = await started.Reader.ReadAsync(Cancellation);

        await stop.CancelAsync();
        first.Run.SetCanceled(Cancellation);
        await Until(() => watch.Counts.Running == 1);
        going.IsCompleted.ShouldBeFalse();
        second.Run.SetResult(Healed());

        await Should.ThrowAsync<OperationCanceledException>(going);
        saved[^1]["app.log"].Offset.ShouldBe(0);
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_does_not_end_the_watch()
    {
        var isDown = true;
        var watch = NewWatch();
        var going = watch.RunAsync(positions => isDown ? throw new StoreUnavailableException("The disk is full.") : SaveAsync(positions), Cancellation);
        await WriteAsync(watch, CrashIn("a"), file: true);
        await TickUntilAsync(() => watch.Counts.Running == 1 || going.IsCompleted);
        await WriteAsync(watch, ["one"], file: true);
        await LinesAsync(watch, 5);
        var before = events.Refreshed;
        await TickUntilAsync(() => events.Refreshed > before + 1 || going.IsCompleted);

        going.IsCompleted.ShouldBeFalse();
        ((string?)events.Documents.Single(document => (string?)document["event"] == "unsaved")["reason"]).ShouldBe("The disk is full.");
        isDown = false;
        await EndAsync(watch, going, (await started.Reader.ReadAsync(Cancellation)).Run);
        watch.Counts.Healed.ShouldBe(1);
        saved[^1]["app.log"].Offset.ShouldBe(5);
    }

    [Fact]
    public async Task A_store_that_fails_to_the_end_is_an_error_when_every_run_is_over()
    {
        var watch = NewWatch();
        var going = watch.RunAsync(_ => throw new StoreUnavailableException("The disk is full."), Cancellation);
        await WriteAsync(watch, CrashIn("a"), file: true);
        await TickUntilAsync(() => watch.Counts.Running == 1 || going.IsCompleted);

        await Should.ThrowAsync<StoreUnavailableException>(EndAsync(watch, going, (await started.Reader.ReadAsync(Cancellation)).Run));

        watch.Counts.Healed.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_whose_child_outlives_it_does_not_hold_up_the_stop()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var watch = NewWatch();
        var running = LineSources.RunAsync("(setsid sleep 20 &) ; echo begun; sleep 30", watch.Lines, output: null, error: null, stop.Token);
        var going = watch.RunAsync(SaveAsync, stop.Token);
        await LinesAsync(watch, 1);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        await going;
    }

    [Fact]
    public void A_crash_gets_another_run_after_an_hour()
    {
        var queue = new HealingQueue(time);
        queue.Offer("a", () => Crash("a")).ShouldBe(Offered.Queued);
        queue.Ended(queue.Next()!);

        queue.Offer("a", () => Crash("a")).ShouldBe(Offered.Duplicate);
        time.Advance(HealingQueue.Again);
        queue.Offer("a", () => Crash("a")).ShouldBe(Offered.Queued);
    }

    [Fact]
    public void What_is_remembered_is_bounded()
    {
        var queue = new HealingQueue(time);
        for (var i = 0; i < HealingQueue.MostRemembered + 1; i++)
        {
            queue.Offer($"{i}", () => Crash($"{i}")).ShouldBe(Offered.Queued);
            queue.Ended(queue.Next()!);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        // The oldest are forgotten, which costs a run that finds a duplicate.
        queue.Wants("0").ShouldBeTrue();
        queue.Wants($"{HealingQueue.MostRemembered}").ShouldBeFalse();
    }

    Watch NewWatch(int parallel = 1) => new(HealAsync, parallel, Around(), events);

    Surroundings Around() => new(TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, "test-person", time);

    Task<Snapshot> HealAsync(LogFinding found)
    {
        var run = new TaskCompletionSource<Snapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        started.Writer.TryWrite((found, run));
        return run.Task;
    }

    Task SaveAsync(IReadOnlyDictionary<string, WatchedPosition> positions)
    {
        saved.Add(positions);
        return Task.CompletedTask;
    }

    // A line is one byte long to whoever counts.
    async Task WriteAsync(Watch watch, IEnumerable<string> lines, bool file = false, string number = "1")
    {
        foreach (var line in lines)
        {
            await watch.Lines.WriteAsync(
                new WatchedLine("app.log", line, offset, offset + 1, file ? new FileIdentity(number, 0, "") : null), Cancellation);
            offset++;
        }
    }

    async Task TickAsync(Watch watch)
    {
        var before = events.Refreshed;
        time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => events.Refreshed > before || watch.Counts.Running > 0);
    }

    async Task TickUntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Cancellation);
        }
    }

    static Task LinesAsync(Watch watch, long count) => Until(() => watch.Counts.Lines == count);

    static async Task EndAsync(Watch watch, Task going, TaskCompletionSource<Snapshot> run)
    {
        watch.Lines.Complete();
        run.SetResult(Healed());
        await going;
    }

    static async Task Until(Func<bool> holds)
    {
        while (!holds())
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    static string[] CrashIn(string function) =>
        ["Traceback (most recent call last):", $"  File \"/srv/app.py\", line 3, in {function}", "    go()", $"KeyError: '{function}'"];

    static QueuedCrash Crash(string name) => new(name, LogFinding.Of("app.log", name), ReadAgainFrom: null);

    static Snapshot Healed()
    {
        var output = new JsonObject { ["pullRequest"] = new JsonObject { ["branch"] = "self-heal/1" } };
        return new Snapshot(
            new ExecutionInfo("arn", "run1", Input: null, DateTimeOffset.UnixEpoch),
            new Position { State = "Healed", Input = output, Variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal), PreviousEventId = 1 },
            LastEventId: 1,
            new ExecutionResult.Succeeded(output));
    }

    sealed class Events : IWatchView
    {
        readonly List<JsonObject> documents = [];
        int refreshed;

        public IReadOnlyList<JsonObject> Documents
        {
            get
            {
                lock (documents)
                    return [.. documents];
            }
        }

        public int Refreshed => Volatile.Read(ref refreshed);

        public Task ShowAsync(Func<Task> watch) => watch();

        public void Tell(string text, JsonObject document)
        {
            lock (documents)
                documents.Add(document);
        }

        public void Refresh(WatchCounts counts) => Interlocked.Increment(ref refreshed);

        public void End(WatchCounts counts)
        {
            // Nobody looks.
        }
    }

    sealed class EndlessText : TextReader
    {
        public const int LineLength = 100;

        long given;

        public long Given => Interlocked.Read(ref given);

        public override int Read(char[] buffer, int index, int count)
        {
            for (var i = 0; i < count; i++)
                buffer[index + i] = (given + i) % LineLength == LineLength - 1 ? '\n' : 'x';
            Interlocked.Add(ref given, count);
            return count;
        }
    }
}
