using LibGit2Sharp;

namespace SelfHealing.Adapters.Git;

/// <summary>Writes a reference of our own, also when a process was killed in the middle of that and left git's lock.</summary>
static class GitLock
{
    // git holds a reference's lock for milliseconds, and itself waits 100 of them for it.
    static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(5);

    /// <exception cref="LockedFileException">Somebody may be writing it.</exception>
    public static void Write(Repository repository, string reference, ObjectId target, TimeProvider time)
    {
        try
        {
            repository.Refs.Add(reference, target, allowOverwrite: true);
        }
        catch (LockedFileException) when (IsAbandoned(repository, reference, time, out var file))
        {
            File.Delete(file);
            repository.Refs.Add(reference, target, allowOverwrite: true);
        }
    }

    static bool IsAbandoned(Repository repository, string reference, TimeProvider time, out string file)
    {
        file = Path.Combine(CommonFolder(repository.Info.Path), reference + ".lock");
        return File.Exists(file) && time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > Abandoned;
    }

    // A linked worktree has its references in the main repository.
    static string CommonFolder(string folder)
    {
        var link = Path.Combine(folder, "commondir");
        return File.Exists(link) ? Path.Combine(folder, File.ReadAllText(link).Trim()) : folder;
    }
}
