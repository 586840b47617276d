using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>The token to use with a repository: the given one, or that of the app's installation there, which lives for an hour.</summary>
public sealed class GitHubTokens(GitHubAccess access, TimeProvider time)
{
    // Long enough for the work that begins with the token.
    static readonly TimeSpan LeastLife = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Expires)> installations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A token that is good for some minutes.</summary>
    /// <exception cref="CodeHostRefusedException">The app's key cannot be read, or the app is not installed for the repository.</exception>
    /// <exception cref="CodeHostUnavailableException">GitHub cannot be reached now.</exception>
    /// <exception cref="CodeHostThrottledException">GitHub asks us to slow down.</exception>
    public async Task<string> ForAsync(GitHubAddress repository, CancellationToken cancellation)
    {
        if (access.Token is { } token)
            return token;
        var key = repository.Api + repository.FullName;
        if (installations.TryGetValue(key, out var known) && known.Expires - time.GetUtcNow() > LeastLife)
            return known.Token;
        using var app = new GitHubConnection(repository, AppToken(), cancellation);
        var made = await app.RunAsync(async github =>
        {
            var installation = await github.GitHubApps.GetRepositoryInstallationForCurrent(repository.Owner, repository.Name);
            return await github.GitHubApps.CreateInstallationToken(installation.Id);
        });
        installations[key] = (made.Token, made.ExpiresAt);
        return made.Token;
    }

    /// <summary>The token for fetching from and pushing to a repository by HTTPS; null when it is none of GitHub, or reached by SSH.</summary>
    /// <exception cref="RepositoryNotUsableException">GitHub refuses us.</exception>
    /// <exception cref="RepositoryUnreachableException">GitHub cannot be reached now.</exception>
    public async Task<string?> ForGitAsync(string repository, CancellationToken cancellation)
    {
        if (!repository.StartsWith("http", StringComparison.OrdinalIgnoreCase) || GitHubAddress.Of(repository, access.Api) is not { } address)
            return null;
        try
        {
            return await ForAsync(address, cancellation);
        }
        catch (CodeHostRefusedException problem)
        {
            throw new RepositoryNotUsableException(problem.Message, problem);
        }
        catch (Exception problem) when (problem is CodeHostUnavailableException or CodeHostThrottledException)
        {
            throw new RepositoryUnreachableException(problem.Message, problem);
        }
    }

    // RFC 7519. GitHub takes ten minutes at most, and a minute back for clocks that go fast.
    string AppToken()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iat"] = now - 60, ["exp"] = now + 540, ["iss"] = access.AppId };
        var signed = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        using var key = ReadKey(access.AppKey!);
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return string.Create(CultureInfo.InvariantCulture, $"{signed}.{Base64Url.EncodeToString(signature)}");
    }

    static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    static RSA ReadKey(string value)
    {
        var key = RSA.Create();
        try
        {
            var isText = value.Contains("PRIVATE KEY", StringComparison.Ordinal);
            // Settings often hold a key on one line.
            key.ImportFromPem(isText ? value.Replace("\\n", "\n", StringComparison.Ordinal) : File.ReadAllText(value));
            return key;
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new CodeHostRefusedException(
                "SELFHEAL_GITHUB_APP_KEY is neither a private key in PEM form nor the path of one: download one from the app's settings page.", problem);
        }
    }
}
