using LibGit2Sharp;

namespace SelfHealing.Adapters.Git;

/// <summary>Which commit a revision means: a tag, a hash or the beginning of one.</summary>
static class GitRevisions
{
    const int ShortestHash = 7;

    public static bool IsHash(string revision) => revision.Length is >= ShortestHash and <= 40 && revision.All(char.IsAsciiHexDigit);

    /// <summary>The tags that a version may stand under: <c>1.2.3</c> may be released as <c>v1.2.3</c>.</summary>
    public static IEnumerable<string> Tags(string version) =>
        version.Length > 1 && version[0] is 'v' or 'V' && char.IsAsciiDigit(version[1]) ? [version, version[1..]] : [version, "v" + version];

    /// <summary>The commit; null when the repository has none or the hash's beginning fits several.</summary>
    public static Commit? Find(Repository repository, string revision)
    {
        foreach (var tag in Tags(revision))
        {
            if (Reference.IsValidName("refs/tags/" + tag) && repository.Tags[tag]?.PeeledTarget is Commit tagged)
                return tagged;
        }
        if (!IsHash(revision))
            return null;
        try
        {
            return repository.Lookup<Commit>(revision);
        }
        catch (AmbiguousSpecificationException)
        {
            return null;
        }
    }
}
