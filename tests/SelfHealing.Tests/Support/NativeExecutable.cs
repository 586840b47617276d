using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Support;

/// <summary>The published native executables. Each is built where no environment variable names one, in one to three minutes.</summary>
static class NativeExecutable
{
    // Both are made of the same projects.
    static readonly SemaphoreSlim Publishing = new(1, 1);

    static readonly Lazy<Task<string>> SelfHeal = new(() => PublishAsync("SelfHealing.Cli", "selfheal", "artifacts/native", "SELFHEAL_NATIVE"));

    static readonly Lazy<Task<string>> LambdaFunctions = new(() => PublishAsync("SelfHealing.Lambda", "bootstrap", "artifacts/native-lambda", "SELFHEAL_NATIVE_LAMBDA"));

    /// <summary>The path of the Lambda functions' `bootstrap`; SELFHEAL_NATIVE_LAMBDA names a built one.</summary>
    public static Task<string> BootstrapAsync() => LambdaFunctions.Value;

    /// <summary>Runs `selfheal`; SELFHEAL_NATIVE names a built one.</summary>
    public static Task<BufferedCommandResult> RunAsync(string home, params string[] arguments) =>
        RunAsync(new Dictionary<string, string?> { ["SELFHEAL_HOME"] = home }, arguments);

    public static async Task<BufferedCommandResult> RunAsync(Dictionary<string, string?> environment, params string[] arguments) =>
        await Command.Wrap(await SelfHeal.Value)
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

    static async Task<string> PublishAsync(string project, string executable, string folder, string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } known)
            return known;
        var output = RepositoryRoot.Combine(folder);
        await Publishing.WaitAsync();
        try
        {
            var published = await Command.Wrap("dotnet")
                .WithArguments(
                [
                    "publish", RepositoryRoot.Combine($"src/{project}"), "-r", RuntimeInformation.RuntimeIdentifier, "-o", output, "--nologo", "-v", "q", "-p:RunAnalyzers=false",
                ])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync();
            published.ExitCode.ShouldBe(0, published.StandardOutput);
            // Warnings about trimming can mean silent loss.
            published.StandardOutput.ShouldNotContain("warning IL");
        }
        finally
        {
            Publishing.Release();
        }
        return Path.Combine(output, executable);
    }
}
