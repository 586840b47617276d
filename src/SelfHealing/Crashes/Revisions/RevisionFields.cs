namespace SelfHealing.Crashes.Revisions;

/// <summary>Which fields of a log speak of the running commit. Spelling does not matter: GIT_COMMIT, gitCommit and git.commit are one name.</summary>
static class RevisionFields
{
    // Of loggers and collectors: what is in them belongs to the record.
    static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "attributes", "body", "context", "data", "dimensions", "extra", "fields", "jsonpayload", "kubernetes", "labels", "log", "mdc", "message",
        "meta", "metadata", "msg", "properties", "record", "resource", "tags", "vars",
    };

    static readonly HashSet<string> Commits = new(StringComparer.Ordinal)
    {
        "appcommit", "buildcommit", "buildsha", "buildvcsnumber", "cicommitsha", "codesha", "commit", "commithash", "commitid", "commitsha", "ddgitcommitsha",
        "deployedcommit", "gitcommit", "gitcommithash", "gitcommitid", "gitcommitidabbrev", "gitcommitidfull", "gitcommitsha", "githash", "githubsha",
        "gitref", "gitrev", "gitrevision", "gitsha", "herokuslugcommit", "revision", "servicecommit", "sha", "sourceversion", "vcsref", "vcsrefheadrevision",
        "vcsrevision",
    };

    static readonly HashSet<string> Versions = new(StringComparer.Ordinal)
    {
        "applicationversion", "appversion", "buildversion", "ddversion", "deploymentversion", "release", "releaseversion", "sentryrelease",
        "serviceversion", "version",
    };

    static readonly HashSet<string> Images = new(StringComparer.Ordinal)
    {
        "containerimage", "containerimagename", "containerimagetag", "containerimagetags", "dockerimage", "ecsimage", "image", "imagename", "imagetag",
        "imageuri", "podimage",
    };

    public static bool IsWrapper(string name) => Wrappers.Contains(Plain(name));

    /// <summary>The kind of a field by its whole path; null for one that says nothing of the commit, such as <c>runtime.version</c>.</summary>
    public static RevisionKind? KindOf(string path)
    {
        var name = Plain(path);
        return Commits.Contains(name) ? RevisionKind.Commit
            : Versions.Contains(name) ? RevisionKind.Version
            : Images.Contains(name) ? RevisionKind.Image
            : null;
    }

    static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
