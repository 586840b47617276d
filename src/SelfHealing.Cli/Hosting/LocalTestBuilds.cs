using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>What CodeBuild does on AWS: runs a pack of tests, read by one link, and writes the results by another. Here the links are files.</summary>
/// <param name="runs">What was begun here: a run that was killed may still want its pack.</param>
sealed class LocalTestBuilds(ProcessTestRunner runner, Runs runs, TimeProvider time)
{
    // A pack is the whole commit. It is kept as long as the bucket keeps it on AWS, and for a run that still wants it.
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="parameters">What <c>codebuild:startBuild</c> takes.</param>
    /// <param name="cancellation">Ends the processes.</param>
    /// <returns>What <c>startBuild.sync</c> returns, as far as it is looked at.</returns>
    public async Task<JsonNode> RunAsync(JsonNode? parameters, CancellationToken cancellation)
    {
        var (packed, results) = (Link(parameters, "TESTS_PACK"), Link(parameters, "TESTS_RESULTS"));
        var pack = await File.ReadAllBytesAsync(packed, cancellation);
        await RemoveOldBesideAsync(packed, cancellation);
        await RemoveOldBesideAsync(results, cancellation);
        var ran = await runner.RunAsync(pack, cancellation);
        await File.WriteAllBytesAsync(results, JsonSerializer.SerializeToUtf8Bytes(ran, StepJson.Default.IReadOnlyListVariantRun), cancellation);
        return new JsonObject { ["Build"] = new JsonObject { ["Id"] = "tests:local", ["BuildStatus"] = "SUCCEEDED" } };
    }

    async Task RemoveOldBesideAsync(string file, CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(file)!);
        foreach (var old in folder.Exists ? folder.EnumerateFiles().Where(other => other.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - Kept) : [])
        {
            if (await runs.IsWantedAsync(old.Name, cancellation))
                continue;
            try
            {
                old.Delete();
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Another process has it, or takes it away: the next build tries again.
            }
        }
    }

    static string Link(JsonNode? parameters, string variable) =>
        parameters?["EnvironmentVariablesOverride"]?.AsArray().FirstOrDefault(entry => (string?)entry?["Name"] == variable)?["Value"] is JsonValue value
            && Uri.TryCreate((string?)value, UriKind.Absolute, out var link) && link.IsFile
            ? link.LocalPath
            : throw new StepInputException($"The build's environment variable {variable} is no file on this machine.");
}
