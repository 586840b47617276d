using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>What CodeBuild does on AWS: runs a pack of tests, read by one link, and writes the results by another. Here the links are files.</summary>
sealed class LocalTestBuilds(ProcessTestRunner runner)
{
    /// <param name="parameters">What <c>codebuild:startBuild</c> takes.</param>
    /// <param name="cancellation">Ends the processes.</param>
    /// <returns>What <c>startBuild.sync</c> returns, as far as it is looked at.</returns>
    public async Task<JsonNode> RunAsync(JsonNode? parameters, CancellationToken cancellation)
    {
        var pack = await File.ReadAllBytesAsync(Link(parameters, "TESTS_PACK"), cancellation);
        var runs = await runner.RunAsync(pack, cancellation);
        await File.WriteAllBytesAsync(
            Link(parameters, "TESTS_RESULTS"), JsonSerializer.SerializeToUtf8Bytes(runs, StepJson.Default.IReadOnlyListVariantRun), cancellation);
        return new JsonObject { ["Build"] = new JsonObject { ["Id"] = "tests:local", ["BuildStatus"] = "SUCCEEDED" } };
    }

    static string Link(JsonNode? parameters, string variable) =>
        parameters?["EnvironmentVariablesOverride"]?.AsArray().FirstOrDefault(entry => (string?)entry?["Name"] == variable)?["Value"] is JsonValue value
            && Uri.TryCreate((string?)value, UriKind.Absolute, out var link) && link.IsFile
            ? link.LocalPath
            : throw new StepInputException($"The build's environment variable {variable} is no file on this machine.");
}
