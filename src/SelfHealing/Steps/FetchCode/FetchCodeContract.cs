using SelfHealing.Steps.Parse;
using SelfHealing.Steps.Verify.Commands;

namespace SelfHealing.Steps.FetchCode;

/// <summary>What FetchCode gets.</summary>
/// <param name="Service">The service that crashed.</param>
/// <param name="Crash">Its crash.</param>
public sealed record FetchCodeInput(ServiceSettings Service, CrashReport Crash);

/// <summary>The code that was running (<c>$.code</c>).</summary>
/// <param name="Outcome">Whether any of it is in the crash.</param>
/// <param name="Reason">Why not; empty when it is.</param>
/// <param name="Commit">The commit's full hash.</param>
/// <param name="Revision">What names the commit: a commit or version in the log, or the branch; null for the checked-out commit or the default branch.</param>
/// <param name="RevisionSource">Where that name is from, in a sentence; it also says which name in the log the repository does not have.</param>
/// <param name="Branch">The branch that a change of it belongs onto; null for a detached commit.</param>
/// <param name="Root">The service's root in the repository: empty, or a path that ends in a slash.</param>
/// <param name="Source">The artifact with the source files.</param>
/// <param name="Frames">The crash's frames that are in the repository, outermost first.</param>
/// <param name="Ambiguous">Frames that may be in several of its files, with those files; none is guessed.</param>
public sealed record CodeAtCrash(
    FetchOutcome Outcome,
    string Reason,
    string Commit,
    string? Revision,
    string RevisionSource,
    string? Branch,
    string Root,
    string Source,
    IReadOnlyList<MappedFrame> Frames,
    IReadOnlyList<AmbiguousFrame> Ambiguous)
{
    /// <summary>A command that would run the repository's tests, for people; null when none is found. It is not run.</summary>
    public TestCommand? TestCommand { get; init; }
}

/// <summary>Whether the crash's code was found.</summary>
public enum FetchOutcome
{
    /// <summary>At least one frame is in the repository.</summary>
    Found,

    /// <summary>No frame is.</summary>
    NotFound,
}
