using System.Globalization;
using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Brings a commit from a server into a bare repository, with as little history as it can.</summary>
/// <remarks>
/// <para>A commit is never asked for by its bare hash: some servers then also give commits of forks, which nobody with access to the
/// repository has accepted. It is looked for in what branches and tags lead to: their tips, then the newest commits of the branches, then
/// all of the history.</para>
/// <para>Only a clone of libgit2 can be shallow, a fetch brings all (libgit2sharp#2179): going deeper is another clone.</para>
/// </remarks>
/// <param name="url">The server's repository.</param>
/// <param name="connection">The work that this is for.</param>
/// <param name="folder">An empty folder for the clones.</param>
sealed class GitClone(string url, GitConnection connection, string folder) : IDisposable
{
    // Most running commits are that near to the tip of their branch.
    const int Near = 100;
    const int Whole = int.MaxValue;

    static readonly string[] WithoutDepth = ["file:", "git:"];

    IReadOnlyDictionary<string, string> offered = new Dictionary<string, string>();
    string branch = "";
    int depth;
    int least = 1;
    Repository? repository;

    /// <summary>The clone with the commit.</summary>
    public Repository Repository => repository ?? throw new InvalidOperationException("Nothing has been fetched.");

    /// <summary>The commit, and the branch that a change of it belongs onto.</summary>
    /// <param name="revision">A branch, tag or commit; null for the default branch.</param>
    /// <param name="running">What goes before it, when the repository has it.</param>
    /// <param name="made">A branch that is there afterwards, with the commit before its tip, if the server has it.</param>
    public (Commit Commit, string? Branch, string? Running) Fetch(string? revision, IReadOnlyList<string> running, string? made)
    {
        var head = ReadOffer();
        var named = "refs/heads/" + revision;
        var reference = revision is not null && offered.ContainsKey(named) ? named : head;
        if (reference is null || !offered.ContainsKey(reference))
            throw new RepositoryNotUsableException($"The repository {connection.Name} has no commit yet: push the code that was running first.");
        branch = reference["refs/heads/".Length..];
        least = made is not null && offered.ContainsKey("refs/heads/" + made) ? 2 : 1;

        var found = running.Select(name => (Commit: Find(name), Name: name)).FirstOrDefault(candidate => candidate.Commit is not null);
        var (commit, onto, name) = found.Commit is not null ? (found.Commit, branch, found.Name)
            : revision is null || reference == named ? (Deepen(least).Lookup<Commit>(offered[reference]), branch, null)
            // A full hash is asked for by who knows the branch already.
            : (Find(revision), GitRevisions.IsHash(revision) ? branch : null, (string?)null);
        if (commit is null)
            throw new RepositoryNotUsableException($"The repository {connection.Name} has no branch, tag or commit {revision}.");
        if (made is not null && offered.TryGetValue("refs/heads/" + made, out var tip))
            Repository.Refs.Add("refs/heads/" + made, new ObjectId(tip), allowOverwrite: true);
        return (commit, onto, name);
    }

    public void Dispose() => repository?.Dispose();

    // The default branch's reference; null when the server has none.
    string? ReadOffer()
    {
        using var empty = GitWorkspace.Prepare(url, connection, Path.Combine(folder, "offer"));
        var references = empty.Network.ListReferences(empty.Network.Remotes["origin"], connection.Credentials).ToList();
        offered = references.OfType<DirectReference>().GroupBy(reference => reference.CanonicalName, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().TargetIdentifier, StringComparer.Ordinal);
        return references.FirstOrDefault(reference => reference.CanonicalName == "HEAD") is SymbolicReference symbolic
            ? symbolic.TargetIdentifier
            : offered.Keys.FirstOrDefault(name => name.StartsWith("refs/heads/", StringComparison.Ordinal) && offered[name] == offered.GetValueOrDefault("HEAD"));
    }

    Commit? Find(string revision)
    {
        var tag = GitRevisions.Tags(revision).Select(tag => "refs/tags/" + tag).FirstOrDefault(offered.ContainsKey);
        if (tag is not null)
            return At(offered.GetValueOrDefault(tag + "^{}") ?? offered[tag]);
        if (!GitRevisions.IsHash(revision))
            return null;
        var tips = Tips().Where(tip => tip.StartsWith(revision, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).ToList();
        return tips is [var only] ? At(only) : GitRevisions.Find(Deepen(Near), revision) ?? GitRevisions.Find(Deepen(Whole), revision);
    }

    Commit? At(string hash) =>
        (offered.Any(tip => tip.Value == hash && tip.Key.StartsWith("refs/heads/", StringComparison.Ordinal)) ? Deepen(least).Lookup<Commit>(hash) : null)
            ?? Deepen(Near).Lookup<Commit>(hash)
            ?? Deepen(Whole).Lookup<Commit>(hash);

    IEnumerable<string> Tips() => offered
        .Where(tip => tip.Key.StartsWith("refs/heads/", StringComparison.Ordinal) || tip.Key.StartsWith("refs/tags/", StringComparison.Ordinal))
        .Where(tip => !offered.ContainsKey(tip.Key + "^{}"))
        .Select(tip => tip.Value);

    /// <summary>The branches with at least so many commits each.</summary>
    Repository Deepen(int wanted)
    {
        if (WithoutDepth.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            wanted = Whole;
        if (depth >= wanted)
            return Repository;
        repository?.Dispose();
        var clone = Path.Combine(folder, wanted.ToString(CultureInfo.InvariantCulture));
        repository = wanted == Whole ? Everything(clone) : Shallow(clone, wanted);
        depth = wanted;
        return repository;
    }

    // A redirect would have shown when the offer was read.
    Repository Shallow(string clone, int wanted) =>
        new(Repository.Clone(url, clone, new CloneOptions(connection.Fetch(wanted)) { IsBare = true, BranchName = branch }));

    Repository Everything(string clone)
    {
        var everything = GitWorkspace.Prepare(url, connection, clone);
        Commands.Fetch(everything, "origin", ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"], connection.Fetch(depth: 0), logMessage: null);
        return everything;
    }
}
