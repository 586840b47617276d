namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The Retry and Catch of a state. In both, the first entry that names the error counts.</summary>
sealed record Recovery(IReadOnlyList<Retrier> Retriers, IReadOnlyList<Catcher> Catchers)
{
    public static readonly Recovery None = new([], []);

    public static Recovery Read(DefinitionNode node) => new(Retrier.ReadAll(node), Catcher.ReadAll(node));

    public IEnumerable<string> Targets => Catchers.Select(static catcher => catcher.Next);

    /// <summary>
    /// The position for the next try, if the retrier for the error has attempts left: each retrier counts for itself.
    /// </summary>
    public (Position Position, TimeSpan Delay)? Retry(Position position, StatesErrorException error, RandomSource random, DateTimeOffset now)
    {
        var index = Retriers.TakeWhile(retrier => !retrier.Errors.Matches(error)).Count();
        if (index == Retriers.Count)
            return null;
        int[] attempts = position.RetrierAttempts.Length == 0 ? new int[Retriers.Count] : [.. position.RetrierAttempts];
        if (attempts[index] >= Retriers[index].MaxAttempts)
            return null;
        attempts[index]++;
        var delay = Retriers[index].Delay(attempts[index], random);
        var next = position with
        {
            RetrierAttempts = attempts,
            RetryCount = position.RetryCount + 1,
            ResumeAt = now + delay,
            Pending = null,
            Branches = null,
        };
        return (next, delay);
    }

    public Catcher? Catch(StatesErrorException error) => Catchers.FirstOrDefault(catcher => catcher.Errors.Matches(error));
}
