using System.Security.Cryptography;

namespace SelfHealing.Cli.Hosting;

/// <summary>
/// This process as the owner of runs: a file that it holds locked. The system lets the lock go when the process dies, however it dies,
/// so that others see it at once; no clock and no process id is trusted.
/// </summary>
sealed class RunOwner(string folder) : IDisposable
{
    readonly Lock gate = new();
    FileStream? held;

    /// <summary>Names the file. It is locked before anybody can read its name.</summary>
    public string Name
    {
        get
        {
            lock (gate)
            {
                if (held is null)
                {
                    Directory.CreateDirectory(folder);
                    held = new FileStream(PathOf(RandomNumberGenerator.GetHexString(16, lowercase: true)), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                }
                return Path.GetFileName(held.Name);
            }
        }
    }

    /// <summary>Whether the process that took the name still lives.</summary>
    public bool IsAlive(string owner)
    {
        if (owner.Length == 0)
            return false;
        try
        {
            // A shared lock: those who look are not in each other's way.
            using var free = new FileStream(PathOf(owner), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Removes what a dead owner has left.</summary>
    public void Forget(string owner)
    {
        if (owner.Length > 0)
            File.Delete(PathOf(owner));
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (held is null)
                return;
            File.Delete(held.Name);
            held.Dispose();
            held = null;
        }
    }

    string PathOf(string owner) => Path.Combine(folder, owner);
}
