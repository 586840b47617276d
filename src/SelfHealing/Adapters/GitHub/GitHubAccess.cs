using SelfHealing.Ports;
using SelfHealing.Settings;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Who we are to GitHub: a token, or a GitHub App. Nothing of it is ever put into a URL or a message.</summary>
public sealed record GitHubAccess
{
    /// <summary>A personal access token, classic or fine-grained.</summary>
    public string? Token { get; init; }

    /// <summary>The GitHub App's id or client id.</summary>
    public string? AppId { get; init; }

    /// <summary>The GitHub App's private key: PEM text, or the path of its file.</summary>
    public string? AppKey { get; init; }

    /// <summary>The API of a GitHub Enterprise Server, such as <c>https://github.example.com/api/v3/</c>; null when there is none.</summary>
    public Uri? Api { get; init; }

    /// <summary>False when there is nothing to log in with.</summary>
    public bool IsSet => Token is not null || IsApp;

    /// <summary>True for an app.</summary>
    public bool IsApp => AppId is not null && AppKey is not null;

    /// <summary>Reads SELFHEAL_GITHUB_TOKEN, SELFHEAL_GITHUB_APP_ID, SELFHEAL_GITHUB_APP_KEY and SELFHEAL_GITHUB_API.</summary>
    /// <exception cref="CodeHostRefusedException">One of them cannot be used.</exception>
    public static GitHubAccess FromEnvironment(Func<string, string?> environment)
    {
        var access = new GitHubAccess
        {
            Token = Value(environment, "SELFHEAL_GITHUB_TOKEN"),
            AppId = Value(environment, "SELFHEAL_GITHUB_APP_ID"),
            AppKey = Value(environment, "SELFHEAL_GITHUB_APP_KEY"),
            Api = ApiOf(environment),
        };
        return (access.AppId is null) == (access.AppKey is null)
            ? access
            : throw new CodeHostRefusedException("A GitHub App needs both SELFHEAL_GITHUB_APP_ID and SELFHEAL_GITHUB_APP_KEY: set the other one too.");
    }

    /// <summary>As the functions on AWS have it: by the credentials of the settings, and SELFHEAL_GITHUB_API of the environment.</summary>
    /// <exception cref="CodeHostRefusedException">SELFHEAL_GITHUB_API is no address of an API.</exception>
    public static GitHubAccess Of(RepositoryCredentials credentials, Func<string, string?> environment) => new()
    {
        Token = credentials.GitHubToken,
        AppId = credentials.GitHubAppId,
        AppKey = credentials.GitHubAppKey,
        Api = ApiOf(environment),
    };

    /// <summary>SELFHEAL_GITHUB_API, the API of a GitHub Enterprise Server; null when there is none.</summary>
    /// <exception cref="CodeHostRefusedException">It is no address of an API.</exception>
    public static Uri? ApiOf(Func<string, string?> environment) => Value(environment, "SELFHEAL_GITHUB_API") is { } api ? Address(api) : null;

    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(GitHubAccess);

    static string? Value(Func<string, string?> environment, string name) =>
        environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    static Uri Address(string api) =>
        Uri.TryCreate(api.TrimEnd('/') + "/", UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url is { UserInfo: "", Query: "" }
            ? url
            : throw new CodeHostRefusedException("SELFHEAL_GITHUB_API is no https address of an API, such as https://github.example.com/api/v3.");
}
