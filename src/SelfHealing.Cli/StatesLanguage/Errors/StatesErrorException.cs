namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// An error inside a running execution, by its name in the States Language. Retriers and catchers see it; one that nobody
/// handles fails the execution. It never leaves <see cref="Execution"/>.
/// </summary>
sealed class StatesErrorException(string? error, string? cause) : Exception($"{error}: {cause}")
{
    // The quota of Step Functions, in characters.
    const int MaxCause = 32_768;

    /// <summary>A Fail state need not name an error.</summary>
    public string? Error { get; } = error;

    public string? Cause { get; } = cause?.Length > MaxCause ? cause[..MaxCause] : cause;

    /// <summary>The error came up in the interpreter, so the cause is told with the state where it did.</summary>
    public bool IsFromInterpreter { get; private init; }

    bool IsPlaced { get; init; }

    /// <summary>A heartbeat timeout is reported as States.Timeout, and can be matched as States.HeartbeatTimeout too.</summary>
    public bool IsHeartbeat { get; init; }

    public static StatesErrorException Runtime(string cause) => Interpreter(ErrorNames.Runtime, cause);

    public static StatesErrorException Intrinsic(string cause) => Interpreter(ErrorNames.IntrinsicFailure, cause);

    public static StatesErrorException Interpreter(string error, string cause) => new(error, cause) { IsFromInterpreter = true };

    /// <summary>Names the state in the cause, once, if the error came up in the interpreter.</summary>
    public StatesErrorException At(string state, long enteredEventId) => !IsFromInterpreter || IsPlaced
        ? this
        : new StatesErrorException(
            Error, $"An error occurred while executing the state '{state}' (entered at the event id #{enteredEventId}). {Cause}")
        {
            IsFromInterpreter = true,
            IsPlaced = true,
        };

    /// <summary>The error is one of the whole execution.</summary>
    public StatesErrorException WithoutPlace() => new(Error, Cause) { IsFromInterpreter = true, IsPlaced = true };

    public static StatesErrorException TooLarge(string source) => new(
        ErrorNames.DataLimitExceeded,
        $"The state/task '{source}' returned a result with a size exceeding the maximum number of bytes service limit.");
}
