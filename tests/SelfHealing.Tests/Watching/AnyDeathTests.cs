using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Cli.Watching;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Watching;

/// <summary>A service crashes, its log is renamed, and the watch is killed, all at random: each crash has a run that was stored.</summary>
public sealed class AnyDeathTests : IDisposable
{
    const int Lives = 8;

    readonly TemporaryFolder folder = new();
    readonly FakeTimeProvider time = new();
    readonly ConcurrentDictionary<string, bool> stored = new(StringComparer.Ordinal);
    readonly List<string> crashed = [];
    Random random = new(0);
    int seed;
    WatchedPosition? saved;
    string target = "";

    string Log => folder.Combine("app.log");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_crash_has_a_run(int of)
    {
        seed = of;
        random = new Random(seed);
        target = folder.Write("app.log", "begun\n");
        for (var life = 0; life < Lives; life++)
        {
            Write();
            await LiveAsync(() => random.Next(25) > 0);
        }

        target = Log;
        Crash();
        var patience = 2000;
        await LiveAsync(() => patience-- > 0 && !crashed.TrueForAll(stored.ContainsKey));

        crashed.Where(crash => !stored.ContainsKey(crash)).ShouldBeEmpty($"seed {seed}");
    }

    // What happens after its death has no effect.
    async Task LiveAsync(Func<bool> lives)
    {
        using var death = new CancellationTokenSource();
        using var file = new TailedFile(Log, new FileStart(saved, FromStart: true));
        var watch = new Watch(found => HealAsync(found, death.Token), parallel: 2, Around(), new PlainWatch(TextWriter.Null));
        var going = watch.RunAsync(
            positions =>
            {
                if (!death.IsCancellationRequested && positions.TryGetValue(Log, out var position))
                    saved = position;
                return Task.CompletedTask;
            },
            death.Token);
        var reading = LineSources.FollowAsync(file, watch.Lines, _ => { }, time, death.Token);
        while (lives())
        {
            if (crashed.Count < 100)
                Write();
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(2, Cancellation);
        }
        await death.CancelAsync();
        await Task.WhenAll(going, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task<Snapshot> HealAsync(LogFinding found, CancellationToken death)
    {
        // KeyError: 'f7' has always the same pauses in a seed.
        var pauses = new Random((1000 * seed) + int.Parse(found.Title.Split('f', '\'')[^2], CultureInfo.InvariantCulture));
        await Task.Delay(TimeSpan.FromMilliseconds(500 * pauses.Next(4)), time, death);
        stored[found.Title] = true;
        await Task.Delay(TimeSpan.FromMilliseconds(500 * pauses.Next(10)), time, death);
        return new Snapshot(
            new ExecutionInfo("arn", "run1", Input: null, DateTimeOffset.UnixEpoch),
            new Position { State = "Healed", Input = new JsonObject(), Variables = new Dictionary<string, JsonNode?>(StringComparer.Ordinal), PreviousEventId = 1 },
            LastEventId: 1,
            new ExecutionResult.Succeeded(new JsonObject()));
    }

    void Write()
    {
        switch (random.Next(10))
        {
            case < 4:
                Crash();
                break;
            case < 7:
                File.AppendAllText(target, "2026-11-24 10:53:00 INFO all is well\n");
                break;
            case 7 when target == Log && IsOnlyLogNeeded():
                File.Move(Log, Log + ".1", overwrite: true);
                target = Log + ".1";
                if (random.Next(2) == 0)
                    folder.Write("app.log", "");
                break;
            case 8:
                target = Log;
                break;
        }
    }

    // A file that is rotated away twice is gone.
    bool IsOnlyLogNeeded()
    {
        using var log = File.Exists(Log) ? new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;
        return log is not null && saved?.Identity.IsOf(log) == true;
    }

    void Crash()
    {
        var name = $"f{crashed.Count.ToString(CultureInfo.InvariantCulture)}";
        crashed.Add($"KeyError: '{name}'");
        File.AppendAllText(target, $"Traceback (most recent call last):\n  File \"/srv/app.py\", line 3, in {name}\n    go()\nKeyError: '{name}'\n");
    }

    Surroundings Around() => new(TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, "test-person", time);

    public void Dispose() => folder.Dispose();
}
