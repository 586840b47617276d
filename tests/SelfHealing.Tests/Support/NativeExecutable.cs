using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Support;

/// <summary>The published native `selfheal`. It is built where SELFHEAL_NATIVE does not name one, in one to three minutes.</summary>
static class NativeExecutable
{
    static readonly Lazy<Task<string>> Published = new(PublishAsync);

    public static Task<BufferedCommandResult> RunAsync(string home, params string[] arguments) =>
        RunAsync(new Dictionary<string, string?> { ["SELFHEAL_HOME"] = home }, arguments);

    public static async Task<BufferedCommandResult> RunAsync(Dictionary<string, string?> environment, params string[] arguments) =>
        await Command.Wrap(await Published.Value)
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    static async Task<string> PublishAsync()
    {
        if (Environment.GetEnvironmentVariable("SELFHEAL_NATIVE") is { Length: > 0 } known)
            return known;
        var output = RepositoryRoot.Combine("artifacts/native");
        var published = await Command.Wrap("dotnet")
            .WithArguments(
            [
                "publish", RepositoryRoot.Combine("src/SelfHealing.Cli"), "-r", RuntimeInformation.RuntimeIdentifier, "-o", output, "--nologo", "-v", "q",
            ])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        published.ExitCode.ShouldBe(0, published.StandardOutput);
        // Warnings about trimming can mean silent loss.
        published.StandardOutput.ShouldNotContain("warning IL");
        return Path.Combine(output, "selfheal");
    }
}
