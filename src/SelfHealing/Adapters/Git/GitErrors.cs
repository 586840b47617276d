using System.Text.RegularExpressions;
using LibGit2Sharp;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>Which of libgit2's errors may pass by themselves.</summary>
static partial class GitErrors
{
    static readonly string[] Permanent =
        ["authentication", "credentials", "401", "403", "404", "not found", "does not exist", "unsupported url", "certificate", "no such file", "rejected", "redirect", "not owned"];

    /// <summary>Our exception for libgit2's, with its message but without the password of a URL.</summary>
    /// <param name="name">The repository, without a password.</param>
    public static Exception Explain(string name, LibGit2SharpException problem)
    {
        // libgit2 repeats the URL of a redirect, with all that is in it.
        var message = UserInfo().Replace(problem.Message, "://");
        return Permanent.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? new RepositoryNotUsableException($"The repository {name} cannot be used: {message}", problem)
            : new RepositoryUnreachableException($"The repository {name} cannot be reached: {message}", problem);
    }

    /// <summary>The address, to be shown or kept.</summary>
    public static string WithoutPassword(string repository) =>
        Uri.TryCreate(repository, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
            ? repository.Replace(url.UserInfo + "@", "", StringComparison.Ordinal)
            : repository;

    [GeneratedRegex(@"://[^/@\s]*@", RegexOptions.NonBacktracking)]
    private static partial Regex UserInfo();
}
