using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.GitHub;

/// <summary>One repository on a server that behaves as GitHub's API: it keeps pull requests, and can fail, race and lose answers.</summary>
sealed class GitHubServer : IDisposable
{
    readonly LoopbackServer server;

    public GitHubServer(string owner = "acme", string name = "orders")
    {
        server = new LoopbackServer(AnswerAsync);
        State = new GitHubState(Url, owner, name);
    }

    public string Url => server.Url;

    public GitHubState State { get; }

    public List<GitHubCall> Calls { get; } = [];

    /// <summary>Answers in the server's place; null to let it answer.</summary>
    public Func<GitHubCall, GitHubAnswer?> Instead { get; set; } = _ => null;

    /// <summary>The call, 0 for the first, that is done but whose answer is lost, as if the caller had been killed then.</summary>
    public int? LoseAnswerOf { get; set; }

    public IEnumerable<string> Lines => Calls.Select(call => call.Line);

    public void Dispose() => server.Dispose();

    async Task AnswerAsync(HttpListenerContext context)
    {
        var call = await ReadAsync(context.Request);
        Calls.Add(call);
        var answer = Instead(call) ?? State.Answer(call);
        if (LoseAnswerOf == Calls.Count - 1)
            context.Response.Abort();
        else
            await WriteAsync(context.Response, answer);
    }

    static async Task<GitHubCall> ReadAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        var body = await reader.ReadToEndAsync();
        return new GitHubCall(
            request.HttpMethod,
            request.Url!.AbsolutePath,
            request.QueryString.AllKeys.OfType<string>().ToDictionary(key => key, key => request.QueryString[key]!),
            request.Headers["Authorization"],
            body.Length > 0 ? JsonNode.Parse(body) : null);
    }

    static async Task WriteAsync(HttpListenerResponse response, GitHubAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.Raw is null ? "application/json; charset=utf-8" : "text/html";
        foreach (var (name, value) in answer.Headers)
            response.AddHeader(name, value);
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Raw ?? answer.Body?.ToJsonString() ?? ""));
        response.Close();
    }
}
