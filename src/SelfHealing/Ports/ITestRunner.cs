using SelfHealing.Steps.Verify;

namespace SelfHealing.Ports;

/// <summary>Runs a repository's own test command in a copy of it.</summary>
public interface ITestRunner
{
    /// <summary>Runs the command once, in a fresh copy at the commit, with some files replaced.</summary>
    /// <returns>How it ended. The output is as the command wrote it: not redacted, but not longer than a few hundred thousand characters.</returns>
    /// <exception cref="RepositoryUnreachableException">The copy cannot be made now.</exception>
    /// <exception cref="RepositoryNotUsableException">The copy cannot be made.</exception>
    Task<TestRun> RunAsync(TestRequest request, CancellationToken cancellation);
}

/// <summary>One run of a test command.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Commit">The full hash of the commit.</param>
/// <param name="Root">The folder to run in: empty, or a path that ends in a slash.</param>
/// <param name="Command">The command, for the shell.</param>
/// <param name="Files">The files to replace: repository path to text.</param>
/// <param name="Limits">What the command may use.</param>
public sealed record TestRequest(
    string Repository, string Commit, string Root, string Command, IReadOnlyDictionary<string, string> Files, TestLimits Limits);
