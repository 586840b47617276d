using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Octokit;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Our exceptions for what goes wrong on GitHub: may it pass by itself, and what is to be done?</summary>
static class GitHubErrors
{
    /// <summary>Our exception; null for one that is ours already, or a bug.</summary>
    public static Exception? Explain(Exception problem, GitHubAddress repository, string token, CancellationToken cancellation) => problem switch
    {
        ApiException answer => Explain(answer, repository, Words(answer).Replace(token, "***", StringComparison.Ordinal)),
        OperationCanceledException when cancellation.IsCancellationRequested => null,
        OperationCanceledException => new CodeHostUnavailableException($"{repository.Api.Host} did not answer in time."),
        HttpRequestException or IOException => new CodeHostUnavailableException($"{repository.Api.Host} cannot be reached: {problem.Message}", problem),
        // Octokit gives up on redirects without an end, and cannot read what is no answer of GitHub.
        InvalidOperationException or SerializationException or FormatException or InvalidCastException => new CodeHostUnavailableException(
            $"{repository.Api.Host} does not answer as GitHub does. Is the API's address right, and does no proxy answer in its place?", problem),
        _ => null,
    };

    /// <summary>True when GitHub has understood and says no, for good.</summary>
    public static bool IsRefusal(ApiException answer) =>
        !IsThrottled(answer) && answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity;

    /// <summary>GitHub's own words, on one line.</summary>
    public static string Words(ApiException answer)
    {
        var details = answer.ApiError?.Errors?.Select(error => error.Message ?? $"{error.Resource} {error.Field} {error.Code}") ?? [];
        return PlainText.OneLine(string.Join(": ", [answer.Message, .. details]), 300);
    }

    static Exception Explain(ApiException answer, GitHubAddress repository, string words)
    {
        var (name, host) = (repository.FullName, repository.Api.Host);
        if (IsThrottled(answer))
            return new CodeHostThrottledException($"{host} allows no more calls for now{Wait(answer)}: {words}");
        switch (answer.StatusCode)
        {
            case >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout:
                return new CodeHostUnavailableException($"{host} fails with status {(int)answer.StatusCode}: {words}");
            case HttpStatusCode.Unauthorized:
                return new CodeHostRefusedException($"{host} does not accept the token: it is expired, revoked or of another host. Set a new one.");
            case HttpStatusCode.Forbidden when Says("archived"):
                return new PullRequestRefusedException($"The repository {name} is archived and read-only: unarchive it, or take the service off the list.");
            case HttpStatusCode.Forbidden when Header(answer, "X-GitHub-SSO") is not null:
                return new CodeHostRefusedException($"The organization of {name} wants single sign-on: authorize the token for it in your token settings.");
            case HttpStatusCode.Forbidden when Says("disabled"):
            case HttpStatusCode.Gone:
                return new PullRequestRefusedException($"The repository {name} takes no pull requests: enable them in its settings. {words}");
            case HttpStatusCode.Forbidden:
                return new CodeHostRefusedException($"The token may not do this in {name}: {Wanted(answer)}. {words}");
            case HttpStatusCode.NotFound:
                return new CodeHostRefusedException(
                    $"{host} knows no repository {name} that the token may see: is it deleted, is its name right, and is the token (or app) given access to it?");
            case HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect:
                return new CodeHostRefusedException($"The repository {name} has moved: put its new address into the service's settings.");
            case HttpStatusCode.UnprocessableEntity:
                return new PullRequestRefusedException($"{host} does not take the pull request for {name}: {words}");
            default:
                return new CodeHostRefusedException($"{host} answers with status {(int)answer.StatusCode}: {words}");
        }

        bool Says(string word) => words.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    static bool IsThrottled(ApiException answer) =>
        answer is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException
        || answer.StatusCode == HttpStatusCode.TooManyRequests
        || (answer.StatusCode == HttpStatusCode.Forbidden
            && (Header(answer, "Retry-After") is not null || Header(answer, "X-RateLimit-Remaining") == "0"));

    static string Wait(ApiException answer) => Header(answer, "Retry-After") is { } seconds && int.TryParse(seconds, CultureInfo.InvariantCulture, out var wait)
        ? $" (again in {wait} seconds)"
        : Header(answer, "X-RateLimit-Reset") is { } reset && long.TryParse(reset, CultureInfo.InvariantCulture, out var at)
            ? $" (again at {DateTimeOffset.FromUnixTimeSeconds(at):HH:mm} UTC)"
            : "";

    static string Wanted(ApiException answer) =>
        Header(answer, "X-Accepted-GitHub-Permissions") is { Length: > 0 } permissions ? $"it needs the permissions {PlainText.OneLine(permissions, 100)}"
        : Header(answer, "X-Accepted-OAuth-Scopes") is { Length: > 0 } scopes ? $"it needs one of the scopes {PlainText.OneLine(scopes, 100)}"
        : "it needs the permissions contents=write and pull_requests=write";

    static string? Header(ApiException answer, string name) =>
        answer.HttpResponse?.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
