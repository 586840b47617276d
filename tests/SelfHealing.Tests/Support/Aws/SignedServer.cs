using System.Net;
using System.Text;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>A call that a service got.</summary>
sealed record AwsCall(string Path, string? Target, string? ContentType, string Body)
{
    /// <summary>X-Ray's header.</summary>
    public string? TraceId { get; init; }
}

/// <summary>What a service answers.</summary>
sealed record AwsAnswer(int Status, string Body)
{
    /// <summary>The header that names an error in the REST protocols.</summary>
    public string? ErrorType { get; init; }

    /// <summary>How long the service takes.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>
/// One AWS service on this machine: refuses what is not signed for it with <see cref="SecretKey"/>, keeps the calls, and answers what a test says.
/// </summary>
sealed class SignedServer : IDisposable
{
    public const string AccessKey = "S3RVER";
    public const string SecretKey = "a secret that only the tests know";
    public const string Region = "eu-central-1";

    readonly LoopbackServer server;
    readonly string service;

    /// <param name="service">The service's name in the signature.</param>
    public SignedServer(string service)
    {
        this.service = service;
        // A slow answer holds up no other call.
        server = new LoopbackServer(HandleAsync, atOnce: true);
    }

    public string Url => server.Url;

    public List<AwsCall> Calls { get; } = [];

    /// <summary>The answer to a signed call.</summary>
    public Func<AwsCall, AwsAnswer> Answer { get; set; } = _ => new AwsAnswer(200, "{}");

    /// <summary>What a process needs to call AWS, but for the endpoints.</summary>
    public static Dictionary<string, string?> Credentials => new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = AccessKey,
        ["AWS_SECRET_ACCESS_KEY"] = SecretKey,
        ["AWS_REGION"] = Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    public void Dispose() => server.Dispose();

    async Task HandleAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var path = context.Request.RawUrl!.Split('?')[0];
        var problem = SignatureV4.ProblemOf(SignedRequest.Of(context.Request, body.ToArray()), AccessKey, SecretKey, Region, service);
        AwsAnswer answer;
        if (problem is not null)
        {
            answer = new AwsAnswer(403, $$"""{"__type":"InvalidSignatureException","message":{{System.Text.Json.Nodes.JsonValue.Create(problem).ToJsonString()}}}""");
        }
        else
        {
            var call = new AwsCall(path, context.Request.Headers["X-Amz-Target"], context.Request.ContentType, Encoding.UTF8.GetString(body.ToArray()))
            {
                TraceId = context.Request.Headers["X-Amzn-Trace-Id"],
            };
            lock (Calls)
                Calls.Add(call);
            answer = Answer(call);
        }
        await Task.Delay(answer.Delay, TimeProvider.System);
        try
        {
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = "application/json";
            if (answer.ErrorType is not null)
                context.Response.AddHeader("x-amzn-ErrorType", answer.ErrorType);
            var reply = Encoding.UTF8.GetBytes(answer.Body);
            // Else the end comes in a packet of its own, 40 ms later.
            context.Response.ContentLength64 = reply.Length;
            await context.Response.OutputStream.WriteAsync(reply);
            context.Response.Close();
        }
        catch (Exception) when (answer.Delay > TimeSpan.Zero)
        {
            // Whoever asked has gone.
        }
    }
}
