using System.Collections.Concurrent;
using System.Diagnostics;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>Which namespaces of Linux this system lets an unprivileged user make. Each is tried once, by running <c>true</c> in it.</summary>
sealed class Namespaces(Func<string, string?> environment, TimeProvider time)
{
    // /proc has to be of the namespace too: runtimes read themselves in it.
    const string Processes = "--pid --fork --kill-child --mount-proc";

    static readonly TestLimits ForTrying = new(Seconds: 60, MemoryMb: 100, Network: false);

    static readonly TestSpace[] NetworkCut =
    [
        new($"--net {Processes}", new Isolation(NetworkAccess.Cut, Processes: true)),
        new("--net", new Isolation(NetworkAccess.Cut, Processes: false)),
        new(Namespaces: null, new Isolation(NetworkAccess.NotCut, Processes: false)),
    ];

    static readonly TestSpace[] NetworkAllowed =
    [
        new(Processes, new Isolation(NetworkAccess.Allowed, Processes: true)),
        new(Namespaces: null, new Isolation(NetworkAccess.Allowed, Processes: false)),
    ];

    readonly ConcurrentDictionary<TestSpace, bool> known = new();

    /// <summary>The closest one that works.</summary>
    public async Task<TestSpace> FindAsync(bool network, CancellationToken cancellation)
    {
        var spaces = network ? NetworkAllowed : NetworkCut;
        foreach (var space in spaces[..^1])
        {
            if (!known.TryGetValue(space, out var works))
                known[space] = works = await TryAsync(space, cancellation);
            if (works)
                return space;
        }
        return spaces[^1];
    }

    async Task<bool> TryAsync(TestSpace space, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        var start = new ProcessStartInfo("/bin/sh", space.Arguments("true"));
        TestEnvironment.Set(start.Environment, environment);
        var ended = await TestProcess.RunAsync(start, ForTrying, marker: null, time, cancellation);
        return ended.Outcome == TestOutcome.Passed;
    }
}
