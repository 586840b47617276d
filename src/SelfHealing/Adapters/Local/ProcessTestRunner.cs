using System.Diagnostics;
using System.Text;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local;

/// <summary>Runs a test command as a child process, in a copy of the repository that is deleted afterwards.</summary>
/// <remarks>The child sees no environment variable but PATH, HOME (the copy), LANG and TMPDIR: no credentials.</remarks>
/// <param name="repositories">Where the repository is copied from.</param>
/// <param name="scratch">The folder for the copies.</param>
/// <param name="limit">How long a command may run.</param>
public sealed class ProcessTestRunner(GitRepository repositories, string scratch, TimeSpan limit) : ITestRunner
{
    const int LongestOutput = 20_000;

    /// <inheritdoc/>
    public async Task<TestRun> RunAsync(TestRequest request, CancellationToken cancellation)
    {
        var copy = Path.Combine(Path.GetFullPath(scratch), Path.GetRandomFileName());
        try
        {
            await repositories.ExportAsync(request.Repository, request.Commit, copy, cancellation);
            foreach (var (path, text) in request.Files)
                await File.WriteAllTextAsync(Path.Combine(copy, path), text, new UTF8Encoding(false), cancellation);
            return await RunCommandAsync(request.Command, Path.Combine(copy, request.Root), copy, cancellation);
        }
        finally
        {
            if (Directory.Exists(copy))
                Directory.Delete(copy, recursive: true);
        }
    }

    async Task<TestRun> RunCommandAsync(string command, string folder, string home, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var path = start.Environment.TryGetValue("PATH", out var known) ? known : "/usr/bin:/bin";
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = home;
        start.Environment["TMPDIR"] = Path.GetTempPath();
        start.Environment["LANG"] = "C.UTF-8";

        using var process = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
        var clock = Stopwatch.StartNew();
        var output = new Tail(LongestOutput);
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => output.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ended.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(ended.Token);
            return new TestRun(process.ExitCode, clock.Elapsed.TotalSeconds, output.ToString());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new TestRun(ExitCode: null, clock.Elapsed.TotalSeconds, output.ToString());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The last characters of what was added, whole lines.</summary>
    sealed class Tail(int length)
    {
        readonly Lock gate = new();
        readonly Queue<string> lines = new();
        int held;

        public void Add(string? line)
        {
            if (line is null)
                return;
            lock (gate)
            {
                line = line.Length > length ? line[..length] : line;
                lines.Enqueue(line);
                held += line.Length + 1;
                while (held > length && lines.Count > 1)
                    held -= lines.Dequeue().Length + 1;
            }
        }

        public override string ToString()
        {
            lock (gate)
                return string.Join('\n', lines);
        }
    }
}
