using SelfHealing.Redaction;

namespace SelfHealing.Cli.Hosting;

/// <summary>What the command sees of the process that it runs in; a test has its own.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Input">Standard input.</param>
/// <param name="IsTerminal">True when a person can answer.</param>
/// <param name="Environment">Reads an environment variable.</param>
/// <param name="User">Who runs it.</param>
/// <param name="Time">The clock.</param>
sealed record Surroundings(
    TextWriter Output, TextWriter Error, TextReader Input, bool IsTerminal, Func<string, string?> Environment, string User, TimeProvider Time)
{
    /// <summary>Calls the action each time that the process is asked to stop, until the result is disposed of.</summary>
    public Func<Action, IDisposable> OnStopSignal { get; init; } = _ => new CancellationTokenSource();

    /// <summary>Reads a line that is not shown while it is typed.</summary>
    public Func<string?> ReadHidden { get => field ?? Input.ReadLine; init; }

    /// <summary>What takes secrets out of log text and source before anyone sees them. SELFHEAL_REDACT_IPS takes public IP addresses out too.</summary>
    public Redactor Redactor => new(RedactIps: Environment("SELFHEAL_REDACT_IPS") is { Length: > 0 });

    /// <summary>How long a model's answer may take: SELFHEAL_MODEL_TIMEOUT in seconds, else five minutes.</summary>
    public TimeSpan ModelTimeout => Environment("SELFHEAL_MODEL_TIMEOUT") switch
    {
        null or "" => TimeSpan.FromMinutes(5),
        var text when int.TryParse(text, out var seconds) && seconds > 0 => TimeSpan.FromSeconds(seconds),
        var text => throw new UsageException($"SELFHEAL_MODEL_TIMEOUT is a number of seconds, not {text}."),
    };
}
