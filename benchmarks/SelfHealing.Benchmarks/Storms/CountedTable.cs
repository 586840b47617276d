using System.Net;
using System.Net.Http.Headers;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Benchmarks.Storms;

/// <summary>Stands before a server of DynamoDB: checks the signature of each call, counts it by its operation, and hands it on as it is.</summary>
sealed class CountedTable : IDisposable
{
    // What the server reads; the signature it only wants to see.
    static readonly string[] HandedOn = ["Authorization", "X-Amz-Date", "X-Amz-Target", "X-Amz-Security-Token", "X-Amz-Content-SHA256"];

    readonly LoopbackServer server;
    readonly HttpClient http = new();
    readonly Uri target;
    int reads;
    int writes;
    int refused;

    public CountedTable(Uri target)
    {
        this.target = target;
        server = new LoopbackServer(HandleAsync, atOnce: true);
    }

    public string Url => server.Url;

    public int Reads => reads;

    public int Writes => writes;

    /// <summary>Calls whose signature was not right.</summary>
    public int Refused => refused;

    public void Dispose()
    {
        server.Dispose();
        http.Dispose();
    }

    async Task HandleAsync(HttpListenerContext context)
    {
        using var read = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(read);
        var body = read.ToArray();
        if (SignatureV4.ProblemOf(SignedRequest.Of(context.Request, body), SignedServer.AccessKey, SignedServer.SecretKey, SignedServer.Region, "dynamodb") is { } problem)
        {
            Interlocked.Increment(ref refused);
            await Console.Error.WriteLineAsync(problem);
            context.Response.StatusCode = 403;
            context.Response.Close();
            return;
        }
        if (context.Request.Headers["X-Amz-Target"]?.EndsWith(".GetItem", StringComparison.Ordinal) == true)
            Interlocked.Increment(ref reads);
        else
            Interlocked.Increment(ref writes);
        await HandOnAsync(context, body);
    }

    async Task HandOnAsync(HttpListenerContext context, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        foreach (var name in HandedOn)
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
        using var response = await http.SendAsync(request);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        foreach (var header in response.Headers.Where(header => header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase)))
            context.Response.AddHeader(header.Key, string.Join(',', header.Value));
        var answer = await response.Content.ReadAsByteArrayAsync();
        // Else the end comes in a packet of its own, 40 ms later.
        context.Response.ContentLength64 = answer.Length;
        await context.Response.OutputStream.WriteAsync(answer);
        context.Response.Close();
    }
}
