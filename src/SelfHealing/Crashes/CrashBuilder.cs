namespace SelfHealing.Crashes;

/// <summary>Makes a crash of a trace: decides which frames are in-app, finds the culprit, the signal and the fingerprint.</summary>
sealed class CrashBuilder(IReadOnlyCollection<string>? repositoryFiles)
{
    readonly RepositoryFiles? files = repositoryFiles is null ? null : new RepositoryFiles(repositoryFiles);

    public Crash Build(Trace trace, string source, DateTimeOffset? loggedAt)
    {
        var marked = InAppRules.Mark(trace, files);
        return new Crash(
            source,
            marked.Language,
            marked.Raised.Type,
            marked.Raised.Message,
            marked.Raised.Frames,
            marked.Causes.Select(c => new Cause(c.Type, c.Message, c.Frames, c.Relation)).ToList(),
            Fingerprint.Of(marked))
        {
            Culprit = Culprits.Of(marked),
            Cut = marked.Cut,
            LoggedAt = loggedAt,
            Signal = SignalRules.InTrace(marked),
        };
    }
}
