using System.ComponentModel;
using System.Diagnostics;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>How a process ended.</summary>
sealed record EndedProcess(TestOutcome Outcome, int? ExitCode, TimeSpan Duration, string Output);

/// <summary>Runs a process within limits, and leaves nothing of it behind.</summary>
static class TestProcess
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Starts the process and waits until it and its output have ended, or a limit is reached.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="marker">A text in the environment of all its processes, by which those that left their parents are found; null when none can.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends the processes too.</param>
    public static async Task<EndedProcess> RunAsync(
        ProcessStartInfo start, TestLimits limits, string? marker, TimeProvider time, CancellationToken cancellation)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var began = time.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        var output = new OutputCapture();
        var reading = Task.WhenAll(output.ReadAsync(process.StandardOutput), output.ReadAsync(process.StandardError));
        TestOutcome? stopped;
        TimeSpan duration;
        try
        {
            stopped = await WatchAsync(process, limits, marker, time, began, cancellation);
            duration = time.GetElapsedTime(began);
        }
        finally
        {
            await KillAsync(process, marker, time);
        }
        try
        {
            await reading.WaitAsync(Farewell, time, cancellation);
        }
        catch (TimeoutException)
        {
            // A process that nobody can find holds the pipe. What was read until now has to do.
        }
        var exitCode = stopped is null ? process.ExitCode : (int?)null;
        return new EndedProcess(stopped ?? (exitCode == 0 ? TestOutcome.Passed : TestOutcome.Failed), exitCode, duration, output.ToString());
    }

    // Null when it ended by itself.
    static async Task<TestOutcome?> WatchAsync(
        Process process, TestLimits limits, string? marker, TimeProvider time, long began, CancellationToken cancellation)
    {
        var exited = process.WaitForExitAsync(cancellation);
        for (; ; )
        {
            if (await Task.WhenAny(exited, Task.Delay(Interval, time, cancellation)) == exited)
            {
                await exited;
                return null;
            }
            cancellation.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(began).TotalSeconds >= limits.Seconds)
                return TestOutcome.TimedOut;
            if (ProcessTable.HoldMoreThan(limits.MemoryMb * 1_000_000L, process.Id, marker))
                return TestOutcome.OutOfMemory;
        }
    }

    static async Task KillAsync(Process process, string? marker, TimeProvider time)
    {
        const int MostRounds = 50;
        // A process shows no environment while it becomes another program.
        const int QuietRounds = 3;
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (AggregateException)
        {
            // One of them has become another user: with sudo, say.
        }
        await process.WaitForExitAsync(CancellationToken.None);
        // Again and again: a process that is found may just have made another one.
        var quiet = 0;
        for (var round = 0; marker is not null && round < MostRounds && quiet < QuietRounds; round++)
        {
            var left = ProcessTable.Marked(marker);
            quiet = left.Count == 0 ? quiet + 1 : 0;
            left.ForEach(Kill);
            await Task.Delay(TimeSpan.FromMilliseconds(10), time);
        }
    }

    static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
