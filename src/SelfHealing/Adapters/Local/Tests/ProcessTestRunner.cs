using System.Diagnostics;
using System.Text;
using SelfHealing.Redaction;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>
/// Runs a pack of tests as processes of this machine, each in a copy of the repository that is deleted afterwards: without this process's
/// environment, in namespaces of its own where the system allows them, and within limits of time and memory. docs/verify.md says what
/// that keeps off, and what it does not.
/// </summary>
/// <param name="scratch">The folder for the copies.</param>
/// <param name="environment">Reads an environment variable.</param>
/// <param name="redactor">What the command writes is kept without secrets.</param>
/// <param name="time">The clock.</param>
public sealed class ProcessTestRunner(string scratch, Func<string, string?> environment, Redactor redactor, TimeProvider time)
{
    readonly Namespaces namespaces = new(environment, time);

    /// <summary>What this system cuts a test command off from that is not given the network.</summary>
    public async Task<Isolation> IsolationAsync(CancellationToken cancellation) => (await namespaces.FindAsync(network: false, cancellation)).Isolation;

    /// <summary>Runs the command on every variant, in order. After the first, the first that does not pass is the last.</summary>
    /// <param name="pack">The pack, as PackTests makes it.</param>
    /// <param name="cancellation">Ends the processes too.</param>
    public async Task<IReadOnlyList<VariantRun>> RunAsync(byte[] pack, CancellationToken cancellation)
    {
        var tests = new UnpackedTests(pack);
        var runs = new List<VariantRun>();
        foreach (var variant in tests.Variants)
        {
            runs.Add(await RunAsync(tests, variant, cancellation));
            if (runs.Count > 1 && runs[^1].Outcome != TestOutcome.Passed)
                break;
        }
        return runs;
    }

    async Task<VariantRun> RunAsync(UnpackedTests tests, TestVariant variant, CancellationToken cancellation)
    {
        using var folder = new TestFolder(scratch);
        tests.CopyTo(folder.Repository, variant, cancellation);
        var space = await namespaces.FindAsync(tests.Limits.Network, cancellation);
        var start = new ProcessStartInfo("/bin/sh", space.Arguments(tests.Command))
        {
            WorkingDirectory = Path.Combine(folder.Repository, tests.Root),
        };
        TestEnvironment.Set(start.Environment, environment, folder);
        var ended = await TestProcess.RunAsync(start, tests.Limits, space.Isolation.Processes ? null : folder.Path, time, cancellation);
        // Where the copy was says nothing to anyone, and differs from run to run.
        var output = ended.Output.Replace(folder.Repository + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        return new VariantRun(
            variant,
            ended.Outcome,
            ended.ExitCode,
            Math.Round(ended.Duration.TotalSeconds, 2),
            Encoding.UTF8.GetBytes(redactor.Redact(TestOutput.Plain(output))),
            space.Isolation);
    }
}
