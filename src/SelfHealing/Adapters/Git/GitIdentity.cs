using System.Security.Cryptography;
using LibGit2Sharp;

namespace SelfHealing.Adapters.Git;

/// <summary>What tells a repository from another one that takes its place: 32 hexadecimal digits in a file beside git's own.</summary>
static class GitIdentity
{
    public static string Of(Repository repository)
    {
        var file = Path.Combine(repository.Info.Path, "selfheal-id");
        if (!File.Exists(file))
            Write(file);
        return File.ReadAllText(file);
    }

    // Whole or not at all, whoever reads or dies meanwhile; the first of several wins.
    static void Write(string file)
    {
        var digits = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var draft = $"{file}.{digits}";
        File.WriteAllText(draft, digits);
        try
        {
            File.Move(draft, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
