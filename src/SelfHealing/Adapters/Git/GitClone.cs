using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Brings a commit from a server into a bare repository, with as little history as it can.</summary>
/// <remarks>
/// A commit is never asked for by its bare hash: some servers then also give commits of forks, which nobody with access to the
/// repository has accepted. It is looked for in what branches and tags lead to: their tips, then the newest commits of the branch, then
/// all of the history.
/// </remarks>
sealed class GitClone(Repository repository, GitConnection connection)
{
    // Most running commits are that near to the tip of their branch.
    const int Near = 100;
    const int WholeHistory = int.MaxValue;

    readonly Remote remote = repository.Network.Remotes["origin"];
    readonly bool hasDepth = !repository.Network.Remotes["origin"].Url.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
    IReadOnlyDictionary<string, string> offered = new Dictionary<string, string>();
    bool searched;

    /// <summary>The commit, and the branch that a change of it belongs onto.</summary>
    public (Commit Commit, string? Branch, string? Running) Fetch(string? revision, IReadOnlyList<string> running)
    {
        var references = repository.Network.ListReferences(remote, connection.Credentials).ToList();
        offered = references.OfType<DirectReference>().GroupBy(reference => reference.CanonicalName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().TargetIdentifier, StringComparer.Ordinal);
        var head = references.FirstOrDefault(reference => reference.CanonicalName == "HEAD") is SymbolicReference symbolic
            ? symbolic.TargetIdentifier
            : offered.Keys.FirstOrDefault(name => name.StartsWith("refs/heads/", StringComparison.Ordinal) && offered[name] == offered.GetValueOrDefault("HEAD"));
        var branch = revision is not null && offered.ContainsKey("refs/heads/" + revision) ? "refs/heads/" + revision : head;
        if (branch is null || !offered.ContainsKey(branch))
            throw new RepositoryNotUsableException($"The repository {connection.Name} has no commit yet: push the code that was running first.");

        var name = branch["refs/heads/".Length..];
        foreach (var candidate in running)
        {
            if (Find(candidate, branch) is { } found)
                return (found, name, candidate);
        }
        if (revision is null || branch == "refs/heads/" + revision)
            return (Take(branch), name, null);
        var commit = Find(revision, branch)
            ?? throw new RepositoryNotUsableException($"The repository {connection.Name} has no branch, tag or commit {revision}.");
        // A full hash is asked for by who knows the branch already.
        return (commit, GitRevisions.IsHash(revision) ? name : null, null);
    }

    /// <summary>Brings a branch that may be there already, with the commit before it.</summary>
    public void FetchBranch(string branch)
    {
        if (offered.ContainsKey("refs/heads/" + branch))
            Transfer(hasDepth && !searched ? 2 : 0, "refs/heads/" + branch);
    }

    Commit? Find(string revision, string branch)
    {
        if (GitRevisions.Tags(revision).Select(tag => "refs/tags/" + tag).FirstOrDefault(offered.ContainsKey) is { } tagged)
            return Take(tagged);
        if (!GitRevisions.IsHash(revision))
            return null;
        var tips = offered.Where(tip => IsBranchOrTag(tip.Key) && tip.Value.StartsWith(revision, StringComparison.OrdinalIgnoreCase)).ToList();
        if (tips.Select(tip => tip.Value).Distinct(StringComparer.Ordinal).Count() == 1)
            return Take(tips[0].Key);
        if (searched)
            return GitRevisions.Find(repository, revision);
        Transfer(hasDepth ? Near : 0, branch);
        if (GitRevisions.Find(repository, revision) is { } near)
            return near;
        searched = true;
        Transfer(hasDepth ? WholeHistory : 0, "refs/heads/*", "refs/tags/*");
        return GitRevisions.Find(repository, revision);
    }

    Commit Take(string reference)
    {
        Transfer(hasDepth && !searched ? 1 : 0, reference);
        var target = repository.Refs[reference].ResolveToDirectReference().Target;
        return (target as TagAnnotation)?.Target as Commit ?? target as Commit
            ?? throw new RepositoryNotUsableException($"{reference} of the repository {connection.Name} is no commit.");
    }

    void Transfer(int depth, params string[] references) =>
        Commands.Fetch(repository, remote.Name, references.Select(name => $"+{name}:{name}"), connection.Fetch(depth), logMessage: null);

    static bool IsBranchOrTag(string reference) =>
        (reference.StartsWith("refs/heads/", StringComparison.Ordinal) || reference.StartsWith("refs/tags/", StringComparison.Ordinal))
        && !reference.EndsWith("^{}", StringComparison.Ordinal);
}
