using System.Globalization;
using System.Net;
using System.Text;
using CliWrap;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Support;

/// <summary>A git server over HTTP: git's own http-backend, as a web server would run it. With a password it asks for it.</summary>
sealed class GitHttpServer : IDisposable
{
    readonly LoopbackServer server;
    readonly string folder;
    readonly string? password;
    readonly string user;

    /// <param name="folder">The folder with the bare repositories.</param>
    /// <param name="password">What the user has to say; null for a server that is open to all.</param>
    /// <param name="user">The user.</param>
    public GitHttpServer(string folder, string? password = null, string user = "git")
    {
        (this.folder, this.password, this.user) = (folder, password, user);
        server = new LoopbackServer(AnswerAsync);
    }

    public string Url => server.Url;

    /// <summary>How many bytes it has sent, without headers.</summary>
    public long Sent { get; private set; }

    public void Dispose() => server.Dispose();

    async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        if (password is not null && request.Headers["Authorization"] != expected)
        {
            response.StatusCode = 401;
            response.AddHeader("WWW-Authenticate", "Basic realm=\"git\"");
            response.Close();
            return;
        }
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        body.Position = 0;
        using var answer = new MemoryStream();
        await Command.Wrap("git").WithArguments("http-backend").WithValidation(CommandResultValidation.None)
            .WithStandardInputPipe(PipeSource.FromStream(body))
            .WithStandardOutputPipe(PipeTarget.ToStream(answer))
            .WithEnvironmentVariables(new Dictionary<string, string?>
            {
                ["GIT_PROJECT_ROOT"] = folder,
                ["GIT_HTTP_EXPORT_ALL"] = "1",
                ["REQUEST_METHOD"] = request.HttpMethod,
                ["PATH_INFO"] = request.Url!.AbsolutePath,
                ["QUERY_STRING"] = request.Url.Query.TrimStart('?'),
                ["CONTENT_TYPE"] = request.ContentType,
                ["CONTENT_LENGTH"] = body.Length.ToString(CultureInfo.InvariantCulture),
                ["HTTP_CONTENT_ENCODING"] = request.Headers["Content-Encoding"],
                ["REMOTE_USER"] = "git",
                ["REMOTE_ADDR"] = "127.0.0.1",
            })
            .ExecuteAsync();
        await WriteAsync(answer.ToArray(), response);
    }

    // CGI: header lines, an empty line, the body.
    async Task WriteAsync(byte[] answer, HttpListenerResponse response)
    {
        var end = answer.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(answer, 0, end).Split("\r\n"))
        {
            var (name, value) = (header[..header.IndexOf(':')], header[(header.IndexOf(':') + 1)..].Trim());
            if (name == "Status")
                response.StatusCode = int.Parse(value[..3], CultureInfo.InvariantCulture);
            else if (name != "Content-Length")
                response.AddHeader(name, value);
        }
        await response.OutputStream.WriteAsync(answer.AsMemory(end + 4));
        Sent += answer.Length - end - 4;
        response.Close();
    }
}
