using System.Diagnostics;
using System.Threading.Channels;
using SelfHealing.Cli.Hosting;
using SelfHealing.Crashes;

namespace SelfHealing.Cli.Watching;

/// <summary>Reads what is watched and hands its lines on, no faster than they are taken.</summary>
static class LineSources
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Follows a file until it is stopped.</summary>
    public static async Task FollowAsync(
        TailedFile file, ChannelWriter<WatchedLine> lines, Action<string> note, TimeProvider time, CancellationToken stop)
    {
        var isKnown = false;
        while (!stop.IsCancellationRequested)
        {
            var read = file.Read();
            if (file.Note is { } changed)
                note($"{file.Path} {changed}.");
            if (read.Count == 0 && file.Identity is not null && (!isKnown || file.Note is not null))
                await lines.WriteAsync(new WatchedLine(file.Path, Text: null, file.Position, file.Position, file.Identity), stop);
            isKnown = file.Identity is not null;
            foreach (var line in read)
                await lines.WriteAsync(new WatchedLine(file.Path, line.Text, line.Start, line.End, file.Identity), stop);
            if (read.Count == 0)
                await Task.Delay(Pause, time, stop);
        }
    }

    /// <summary>Reads an input to its end.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="input">The input.</param>
    /// <param name="lines">Takes its lines.</param>
    /// <param name="passOn">Gets every line too; null for nobody.</param>
    /// <param name="stop">Stops it at the next line: a read that waits for input cannot be stopped.</param>
    public static Task ReadAsync(string name, TextReader input, ChannelWriter<WatchedLine> lines, TextWriter? passOn, CancellationToken stop) => Task.Run(
        async () =>
        {
            foreach (var line in LogText.Lines(input, name))
            {
                if (passOn is not null)
                    await passOn.WriteLineAsync(line.Message.AsMemory(), stop);
                var text = line.Message.Length > LineSplitter.LongestLine ? line.Message[..LineSplitter.LongestLine] + LogText.CutMark : line.Message;
                await lines.WriteAsync(new WatchedLine(name, text, 0, 0, Identity: null), stop);
            }
        },
        stop);

    /// <summary>Runs a command of the shell and reads what it prints.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="UsageException">There is no shell.</exception>
    public static async Task<int> RunAsync(
        string command, ChannelWriter<WatchedLine> lines, TextWriter? output, TextWriter? error, CancellationToken stop)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/d", "/c", command]) : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Start(start);
        try
        {
            // What it has started may hold its output open when it is long gone.
            await Task.WhenAll(
                ReadAsync("output", process.StandardOutput, lines, output, stop),
                ReadAsync("errors", process.StandardError, lines, error, stop)).WaitAsync(stop);
            await process.WaitForExitAsync(stop);
            return process.ExitCode;
        }
        finally
        {
            Kill(process);
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new UsageException($"{start.FileName} does not start.");
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new UsageException($"{start.FileName} does not start: {problem.Message}");
        }
    }

    static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended a moment ago.
        }
    }
}
