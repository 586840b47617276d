using SelfHealing.Steps.Parse;

namespace SelfHealing.Steps.FetchCode;

/// <summary>What FetchCode gets.</summary>
/// <param name="Service">The service that crashed.</param>
/// <param name="Crash">Its crash.</param>
public sealed record FetchCodeInput(ServiceSettings Service, CrashReport Crash);

/// <summary>The code that was running (<c>$.code</c>).</summary>
/// <param name="Outcome">Whether any of it is in the crash.</param>
/// <param name="Reason">Why not; empty when it is.</param>
/// <param name="Commit">The commit's full hash.</param>
/// <param name="Branch">The branch that it was taken from; null for a detached one.</param>
/// <param name="Root">The service's root in the repository: empty, or a path that ends in a slash.</param>
/// <param name="Source">The artifact with the source files.</param>
/// <param name="Frames">The crash's frames that are in the repository, outermost first.</param>
public sealed record CodeAtCrash(
    FetchOutcome Outcome,
    string Reason,
    string Commit,
    string? Branch,
    string Root,
    string Source,
    IReadOnlyList<MappedFrame> Frames);

/// <summary>Whether the crash's code was found.</summary>
public enum FetchOutcome
{
    /// <summary>At least one frame is in the repository.</summary>
    Found,

    /// <summary>No frame is.</summary>
    NotFound,
}
