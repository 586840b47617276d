namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Tells branches that wait for tokens when none of the others goes on any more.</summary>
/// <param name="moving">How many go on at first.</param>
sealed class Stillness(int moving)
{
    readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int moving = moving;

    /// <summary>One is over.</summary>
    public void Stop()
    {
        if (Interlocked.Decrement(ref moving) == 0)
            reached.TrySetResult();
    }

    /// <summary>One waits for a token: comes back when all do so or are over.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        Stop();
        return reached.Task.WaitAsync(cancellationToken);
    }
}
