using System.Net;
using Octokit;
using Octokit.Internal;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.GitHub;

/// <summary>Calls of GitHub's API for one piece of work. Octokit's errors come out as ours.</summary>
sealed class GitHubConnection(GitHubAddress repository, string token, CancellationToken cancellation) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Transport http = new(repository.Api.Host, cancellation);

    /// <summary>Runs the calls.</summary>
    public async Task<T> RunAsync<T>(Func<GitHubClient, Task<T>> calls)
    {
        OctokitShapes.Keep();
        var credentials = new InMemoryCredentialStore(new Credentials(token, AuthenticationType.Bearer));
        // The base is taken as it is: GitHubClient itself would add /api/v3.
        var connection = new Connection(new ProductHeaderValue("SelfHealing"), repository.Api, credentials, http, new SimpleJsonSerializer());
        try
        {
            return await calls(new GitHubClient(connection));
        }
        catch (Exception problem)
        {
            if (GitHubErrors.Explain(problem, repository, token, cancellation) is { } ours)
                throw ours;
            throw;
        }
    }

    public void Dispose() => http.Dispose();

    // Octokit's methods take no cancellation, and answer null where there is no JSON.
    sealed class Transport(string host, CancellationToken cancellation) : IHttpClient
    {
        const string Json = "application/json";

        readonly HttpClientAdapter inner = new(() => new HttpClientHandler { AllowAutoRedirect = false });

        public async Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cancellationToken);
            limit.CancelAfter(Patience);
            // Octokit calls its JSON a form.
            if (request is Request { Body: string } json)
                json.ContentType = Json;
            var response = await inner.Send(request, limit.Token, preprocessResponseBody);
            return response.StatusCode is >= HttpStatusCode.BadRequest || response.ContentType == Json
                ? response
                : throw new CodeHostUnavailableException(
                    $"{host} does not answer as GitHub does. Is the API's address right, and does no proxy answer in its place?");
        }

        public void SetRequestTimeout(TimeSpan timeout) => inner.SetRequestTimeout(timeout);

        public void Dispose() => inner.Dispose();
    }
}
