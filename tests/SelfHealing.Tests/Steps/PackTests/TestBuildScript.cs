using System.Net;
using CliWrap;
using CliWrap.Buffered;
using SelfHealing.Tests.Support;
using YamlDotNet.RepresentationModel;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Steps.PackTests;

/// <summary>What a build did.</summary>
/// <param name="ExitCode">Of the script.</param>
/// <param name="Log">What it printed: on AWS, the build's log.</param>
/// <param name="Results">What it wrote to the link; null for nothing.</param>
sealed record TestBuild(int ExitCode, string Log, byte[]? Results);

/// <summary>The build of template.yaml: its own script, run by bash, with a server behind the two links.</summary>
static class TestBuildScript
{
    public static async Task<TestBuild> RunAsync(byte[] pack, IReadOnlyDictionary<string, string?>? environment = null)
    {
        byte[]? results = null;
        using var server = new LoopbackServer(async context =>
        {
            var isPack = context.Request is { HttpMethod: "GET", Url.AbsolutePath: "/pack", Url.Query: "?X-Amz-Signature=a" };
            if (isPack)
                await context.Response.OutputStream.WriteAsync(pack);
            else if (context.Request is { HttpMethod: "PUT", Url.AbsolutePath: "/results", Url.Query: "?X-Amz-Signature=b" })
                results = await ReadAsync(context.Request);
            else
                context.Response.StatusCode = 403;
            context.Response.Close();
        });
        var ended = await RunAsync($"{server.Url}/pack?X-Amz-Signature=a", $"{server.Url}/results?X-Amz-Signature=b", environment);
        return new TestBuild(ended.ExitCode, ended.StandardOutput + ended.StandardError, results);
    }

    /// <summary>Runs it with these links.</summary>
    public static async Task<BufferedCommandResult> RunAsync(string pack, string results, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var variables = new Dictionary<string, string?>(environment ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
        {
            ["TESTS_PACK"] = pack,
            ["TESTS_RESULTS"] = results,
        };
        return await Command.Wrap("bash")
            .WithArguments(["-c", Text()])
            .WithEnvironmentVariables(variables)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
    }

    static async Task<byte[]> ReadAsync(HttpListenerRequest request)
    {
        using var content = new MemoryStream();
        await request.InputStream.CopyToAsync(content);
        return content.ToArray();
    }

    static string Text()
    {
        var template = Read(File.ReadAllText(RepositoryRoot.Combine("template.yaml")));
        var buildspec = Read(((YamlScalarNode)template["Resources"]["TestBuild"]["Properties"]["Source"]["BuildSpec"]).Value!);
        return ((YamlScalarNode)buildspec["phases"]["build"]["commands"][0]).Value!;
    }

    static YamlNode Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }
}
