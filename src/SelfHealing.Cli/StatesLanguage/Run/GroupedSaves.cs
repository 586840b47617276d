namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// Stores where an execution stands, one time after the other. All that ask before a time begins share it: a position holds all branches,
/// and of many side by side each would store them all.
/// </summary>
sealed class GroupedSaves(Func<Position, Task> save)
{
    readonly Lock gate = new();
    Func<Position>? newest;
    Task current = Task.CompletedTask;
    Task? next;

    /// <summary>Back when the position, or a later one, is stored.</summary>
    public Task SaveAsync(Func<Position> position)
    {
        lock (gate)
        {
            newest = position;
            if (next is not null)
                return next;
            return current.IsCompleted ? current = save(position()) : next = NextAsync(current);
        }
    }

    async Task NextAsync(Task before)
    {
        // Yields, so that it is known as the next one before it begins.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Position position;
        lock (gate)
        {
            (current, next) = (next!, null);
            position = newest!();
        }
        await save(position);
    }
}
