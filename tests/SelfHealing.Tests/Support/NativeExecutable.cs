using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Support;

/// <summary>The native executables, made as a person makes them. Each is built where no environment variable names one, in one to three minutes.</summary>
static class NativeExecutable
{
    // Both are made of the same projects.
    static readonly SemaphoreSlim Building = new(1, 1);

    static readonly Lazy<Task<string>> SelfHeal = new(() => BuildAsync("SELFHEAL_NATIVE", InstallToolAsync));

    static readonly Lazy<Task<string>> LambdaFunctions = new(() => BuildAsync("SELFHEAL_NATIVE_LAMBDA", PublishLambdaAsync));

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

    static async Task<string> BuildAsync(string variable, Func<Task<string>> build)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } known)
            return known;
        await Building.WaitAsync();
        try
        {
            return await build();
        }
        finally
        {
            Building.Release();
        }
    }

    static async Task<string> InstallToolAsync()
    {
        var packages = RepositoryRoot.Combine("artifacts/packages");
        var tools = RepositoryRoot.Combine("artifacts/tools");
        await DotNetAsync("pack", RepositoryRoot.Combine("src/SelfHealing.Cli"), "-o", packages, "--nologo", "-v", "q", "-p:RunAnalyzers=false");
        // The version stays the same while the code changes, and an installed version is not installed again.
        if (Directory.Exists(tools))
            Directory.Delete(tools, recursive: true);
        await DotNetAsync("tool", "install", "selfheal", "--tool-path", tools, "--source", packages, "--no-http-cache");
        return Path.Combine(tools, "selfheal");
    }

    static async Task<string> PublishLambdaAsync()
    {
        var folder = RepositoryRoot.Combine("artifacts/native-lambda");
        await DotNetAsync(
            "publish", RepositoryRoot.Combine("src/SelfHealing.Lambda"), "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--nologo", "-v", "q", "-p:RunAnalyzers=false");
        return Path.Combine(folder, "bootstrap");
    }

    static async Task DotNetAsync(params string[] arguments)
    {
        var ended = await Command.Wrap("dotnet")
            .WithArguments(arguments)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        ended.ExitCode.ShouldBe(0, ended.StandardOutput + ended.StandardError);
        // Warnings about trimming can mean silent loss.
        ended.StandardOutput.ShouldNotContain("warning IL");
    }
}
