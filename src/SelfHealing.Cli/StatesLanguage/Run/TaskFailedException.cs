namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Thrown by an <see cref="ITaskRunner"/>: the task failed. Retriers and catchers match <see cref="Error"/> by name.</summary>
sealed class TaskFailedException(string error, string cause) : Exception($"{error}: {cause}")
{
    public string Error { get; } = error;

    public string Cause { get; } = cause;
}
