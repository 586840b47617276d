using System.Text;
using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Makes a branch with one commit in the object database. No file is checked out and no hook runs.</summary>
static class GitBranch
{
    const string Trailer = "Self-Heal-Fingerprint: ";

    /// <summary>The commit's hash: a new one, or that of an equal one that is there.</summary>
    public static string Make(Repository repository, BranchCommit commit, TimeProvider time)
    {
        var parent = repository.Lookup<Commit>(commit.Parent)
            ?? throw new RepositoryNotUsableException($"The commit {commit.Parent} is not in {repository.Info.Path} any more.");
        var tree = repository.ObjectDatabase.CreateTree(Change(repository, parent, commit.Files));
        var name = "refs/heads/" + commit.Branch;
        var tip = repository.Refs[name]?.ResolveToDirectReference().Target as Commit;
        if (tip is not null)
        {
            if (tip.Tree.Sha == tree.Sha && tip.Parents.Select(made => made.Sha).SequenceEqual([parent.Sha], StringComparer.Ordinal))
                return tip.Sha;
            if (!tip.Message.Contains(Trailer, StringComparison.Ordinal))
                throw new BranchTakenException($"The branch {commit.Branch} holds a commit of someone else ({tip.Sha[..10]}). Rename or delete it.");
        }
        var author = repository.Config.BuildSignature(commit.At) ?? new Signature("SelfHealing", "self-heal@localhost", commit.At);
        var made = repository.ObjectDatabase.CreateCommit(author, author, commit.Message, tree, [parent], prettifyMessage: true);
        GitLock.Write(repository, name, made.Id, time);
        return made.Sha;
    }

    static TreeDefinition Change(Repository repository, Commit parent, IReadOnlyDictionary<string, string> files)
    {
        var tree = TreeDefinition.From(parent);
        foreach (var (path, text) in files)
        {
            var before = parent[path]?.Mode ?? Mode.NonExecutableFile;
            if (before is not (Mode.NonExecutableFile or Mode.ExecutableFile))
                throw new RepositoryNotUsableException($"{path} is a link or a submodule, and is not written through.");
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            // Without a path, so that no clean filter (line ends) changes what was validated.
            var blob = repository.ObjectDatabase.CreateBlob(content);
            tree.Add(path, blob, before);
        }
        return tree;
    }
}
