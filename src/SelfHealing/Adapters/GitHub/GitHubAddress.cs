using System.Globalization;
using System.Text.RegularExpressions;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>A repository on GitHub, and the API that serves it.</summary>
/// <param name="Api">The API's base, with a slash at the end.</param>
/// <param name="Owner">The user or organization.</param>
/// <param name="Name">The repository.</param>
public sealed partial record GitHubAddress(Uri Api, string Owner, string Name)
{
    const string GitHub = "github.com";
    const string DataResidency = ".ghe.com";

    /// <summary>The repository as people write it.</summary>
    public string FullName => $"{Owner}/{Name}";

    /// <summary>Reads an HTTPS or SSH address.</summary>
    /// <param name="repository">A git URL.</param>
    /// <param name="api">The API for hosts that are neither github.com nor of ghe.com; null when there are none.</param>
    /// <returns>Null for a folder, and for a URL of a host without a known API.</returns>
    public static GitHubAddress? Of(string repository, Uri? api)
    {
        if (!GitWorkspace.IsUrl(repository) || Split(repository) is not var (host, path) || ApiOf(host, api) is not { } found)
            return null;
        var parts = path.Trim('/').Split('/');
        if (parts is not [var owner, var name])
            return null;
        name = name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
        return IsName(owner) && IsName(name) ? new GitHubAddress(found, owner, name) : null;
    }

    /// <summary>Reads the address of a pull request's page.</summary>
    public static (GitHubAddress Repository, int Number)? OfPullRequest(string url, Uri? api)
    {
        var page = url.LastIndexOf("/pull/", StringComparison.Ordinal);
        return page > 0 && Of(url[..page], api) is { } repository
            && int.TryParse(url.AsSpan(page + "/pull/".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (repository, number)
            : null;
    }

    /// <summary>The host whose repositories an API serves.</summary>
    public static string HostOf(Uri? api) => api is null ? GitHub
        : api.Host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) && ApiOf(api.Host[4..], null) is not null ? api.Host[4..]
        : api.Host;

    // A token is never sent to a host that only a repository's URL names.
    static Uri? ApiOf(string host, Uri? api) =>
        host.Equals(GitHub, StringComparison.OrdinalIgnoreCase) || host.EndsWith(DataResidency, StringComparison.OrdinalIgnoreCase)
            ? new Uri($"https://api.{host.ToLowerInvariant()}/")
            : api;

    static (string Host, string Path)? Split(string repository)
    {
        if (Uri.TryCreate(repository, UriKind.Absolute, out var url) && url.Host.Length > 0)
            return (url.Host, Uri.UnescapeDataString(url.AbsolutePath));
        try
        {
            var ssh = SshAddress.Parse(repository);
            return (ssh.Host, ssh.Path);
        }
        catch (RepositoryNotUsableException)
        {
            return null;
        }
    }

    // Dots alone would lead to another path.
    static bool IsName(string text) => ValidName().IsMatch(text) && text.Trim('.').Length > 0;

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,100}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ValidName();
}
