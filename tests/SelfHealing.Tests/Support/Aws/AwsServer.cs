using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>
/// A server that speaks AWS's JSON protocol: checks the signature of each call, then answers it as a test says, by the operation that
/// <c>X-Amz-Target</c> names.
/// </summary>
sealed class AwsServer : IDisposable
{
    public const string AccessKey = SignedServer.AccessKey;
    public const string SecretKey = SignedServer.SecretKey;
    public const string Region = SignedServer.Region;

    readonly LoopbackServer server;
    readonly string service;
    readonly Dictionary<string, Func<JsonObject, JsonObject>> operations;

    /// <param name="service">The service's name in the signature: <c>ssm</c>.</param>
    /// <param name="operations">What answers an operation, by its target: <c>AmazonSSM.GetParametersByPath</c>.</param>
    public AwsServer(string service, Dictionary<string, Func<JsonObject, JsonObject>> operations)
    {
        (this.service, this.operations) = (service, operations);
        server = new LoopbackServer(AnswerAsync);
    }

    public string Url => server.Url;

    /// <summary>The calls that were signed rightly: target and body.</summary>
    public List<(string Target, JsonObject Body)> Calls { get; } = [];

    public void Dispose() => server.Dispose();

    async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var (status, answer) = Answer(context.Request, body.ToArray());
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
        context.Response.Close();
    }

    (int Status, JsonObject Body) Answer(HttpListenerRequest request, byte[] body)
    {
        if (SignatureV4.ProblemOf(SignedRequest.Of(request, body), AccessKey, SecretKey, Region, service) is { } problem)
            return (400, Error("InvalidSignatureException", problem));
        var target = request.Headers["X-Amz-Target"] ?? "";
        if (!operations.TryGetValue(target, out var operation))
            return (400, Error("UnknownOperationException", target));
        var input = JsonNode.Parse(body)!.AsObject();
        Calls.Add((target, input));
        try
        {
            return (200, operation(input));
        }
        catch (AwsRefusalException refusal)
        {
            return (400, Error(refusal.Code, refusal.Message));
        }
    }

    static JsonObject Error(string type, string message) => new() { ["__type"] = type, ["message"] = message };
}

/// <summary>An operation's answer that is an error.</summary>
sealed class AwsRefusalException(string code, string message) : Exception(message)
{
    public string Code => code;
}
