using System.Diagnostics;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>
/// Runs a test command as processes of this machine, in a copy of the repository that is deleted afterwards: without this process's
/// environment, in namespaces of its own where the system allows them, and within limits of time and memory. docs/verify.md says what
/// that keeps off, and what it does not.
/// </summary>
/// <param name="repositories">Where the repository is copied from.</param>
/// <param name="scratch">The folder for the copies.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="time">The clock.</param>
public sealed class ProcessTestRunner(GitRepository repositories, string scratch, Func<string, string?> environment, TimeProvider time) : ITestRunner
{
    readonly Namespaces namespaces = new(environment, time);

    /// <summary>What this system cuts a test command off from that is not given the network.</summary>
    public async Task<Isolation> IsolationAsync(CancellationToken cancellation) => (await namespaces.FindAsync(network: false, cancellation)).Isolation;

    /// <inheritdoc/>
    public async Task<TestRun> RunAsync(TestRequest request, CancellationToken cancellation)
    {
        using var folder = new TestFolder(scratch);
        await repositories.ExportAsync(request.Repository, request.Commit, folder.Repository, request.Files, cancellation);
        var space = await namespaces.FindAsync(request.Limits.Network, cancellation);
        var start = new ProcessStartInfo("/bin/sh", space.Arguments(request.Command))
        {
            WorkingDirectory = Path.Combine(folder.Repository, request.Root),
        };
        TestEnvironment.Set(start.Environment, environment, folder);
        var ended = await TestProcess.RunAsync(start, request.Limits, space.Isolation.Processes ? null : folder.Path, time, cancellation);
        return new TestRun(
            ended.Outcome,
            ended.ExitCode,
            Math.Round(ended.Duration.TotalSeconds, 2),
            // Where the copy was says nothing to anyone, and differs from run to run.
            ended.Output.Replace(folder.Repository + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
            space.Isolation);
    }
}
