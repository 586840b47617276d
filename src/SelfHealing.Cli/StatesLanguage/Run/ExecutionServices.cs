namespace SelfHealing.Cli.StatesLanguage;

/// <summary>What the states of one execution share.</summary>
/// <param name="Answer">The answer to one of the tokens that the execution waits for, if there is one.</param>
/// <param name="NewToken">Makes task tokens. Whoever has one can answer the task, so they must not be guessable.</param>
sealed record ExecutionServices(
    StateMachine Machine,
    ExecutionInfo Execution,
    ITaskRunner Tasks,
    TimeProvider Time,
    RandomSource Random,
    TokenAnswer? Answer,
    Func<string> NewToken,
    IExecutionObserver Observer,
    History History);

/// <summary>Watches nothing.</summary>
sealed class NoObserver : IExecutionObserver
{
    public void OnEvent(HistoryEvent added)
    {
    }

    public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay)
    {
    }
}
