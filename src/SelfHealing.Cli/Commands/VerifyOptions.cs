using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Steps;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Cli.Commands;

/// <summary>The options of <c>selfheal heal</c> that say how a fix is proved.</summary>
sealed class VerifyOptions
{
    const int LeastMemoryMb = 16;

    readonly Option<string?> verify = new("--verify")
    {
        Description = "A test command for the shell, run in copies of the repository without the fix and with it. With it, it has to succeed.",
        HelpName = "COMMAND",
    };

    readonly Option<int> timeout = new("--verify-timeout")
    {
        Description = "How long one run of the test command may take.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => TestLimits.Default.Seconds,
    };

    readonly Option<int> memory = new("--verify-memory")
    {
        Description = "How much memory the processes of the test command may hold together.",
        HelpName = "MB",
        DefaultValueFactory = _ => TestLimits.Default.MemoryMb,
    };

    readonly Option<bool> network = new("--verify-network") { Description = "Let the test command use the network." };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[verify, timeout, memory, network])
            command.Options.Add(option);
    }

    /// <summary>What the options say of the service.</summary>
    /// <exception cref="UsageException">One of them cannot be.</exception>
    public ServiceSettings ApplyTo(ServiceSettings service, ParseResult parsed) => service with { Verify = Command(parsed), VerifyLimits = Limits(parsed) };

    string? Command(ParseResult parsed) => parsed.GetValue(verify) switch
    {
        { } command when string.IsNullOrWhiteSpace(command) => throw new UsageException("--verify is empty. Name a test command, such as \"npm test\", or leave it out."),
        var command => command,
    };

    TestLimits Limits(ParseResult parsed)
    {
        var limits = new TestLimits(parsed.GetValue(timeout), parsed.GetValue(memory), parsed.GetValue(network));
        if (limits.Seconds is < 1 or > TestLimits.MostSeconds)
            throw new UsageException($"--verify-timeout is from 1 to {TestLimits.MostSeconds} seconds, not {limits.Seconds}.");
        return limits.MemoryMb >= LeastMemoryMb ? limits : throw new UsageException($"--verify-memory is at least {LeastMemoryMb} MB, not {limits.MemoryMb}.");
    }
}
