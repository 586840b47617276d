using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Crashes.Revisions;

namespace SelfHealing.Steps.FetchCode;

/// <summary>The code that was running when a crash was logged.</summary>
/// <param name="Fetched">The files of its commit.</param>
/// <param name="Revision">The name that it was found by; null for a checked-out commit without a branch.</param>
/// <param name="Source">Who named it, in a sentence.</param>
public sealed record RunningCode(FetchedCode Fetched, string? Revision, string Source)
{
    /// <summary>Fetches the commit that the log names, else the configured one.</summary>
    /// <inheritdoc cref="ICodeRepository" path="/exception"/>
    public static async Task<RunningCode> FetchAsync(
        ICodeRepository repositories, Crash crash, CodeLocation configured, CancellationToken cancellation)
    {
        var logged = LoggedRevisions.Read(crash.Text ?? "");
        var fetched = await repositories.FetchAsync(configured with { Running = logged.Select(revision => revision.Name).ToList() }, cancellation);
        return new RunningCode(
            fetched,
            fetched.Running ?? configured.Revision ?? fetched.Branch,
            RevisionChoice.Explain(logged, fetched.Running, configured.Revision, fetched.Branch));
    }
}
