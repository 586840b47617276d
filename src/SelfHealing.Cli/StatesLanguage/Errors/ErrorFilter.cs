namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The ErrorEquals of a retrier or catcher.</summary>
sealed record ErrorFilter(IReadOnlyList<string> Names)
{
    public static ErrorFilter Read(DefinitionNode node)
    {
        var names = node.Texts("ErrorEquals");
        if (names.Count == 0)
            node.Problem("ErrorEquals must name at least one error");
        if (names.Count > 1 && names.Contains(ErrorNames.All))
            node.Problem("ErrorEquals", $"{ErrorNames.All} must stand alone");
        return new ErrorFilter(names);
    }

    /// <summary>An entry after one for States.ALL would never be used.</summary>
    public static void CheckOrder(DefinitionNode state, string field, IReadOnlyList<ErrorFilter> filters)
    {
        if (filters.SkipLast(1).Any(static filter => filter.Names.Contains(ErrorNames.All)))
            state.Problem(field, $"the entry for {ErrorNames.All} must be the last one");
    }

    /// <summary>
    /// Errors that the interpreter raises as States.Runtime match nothing: a retry would not help, and AWS never catches them.
    /// States.TaskFailed stands for every error but a timeout.
    /// </summary>
    public bool Matches(StatesErrorException error)
    {
        if (error is { IsFromInterpreter: true, Error: ErrorNames.Runtime })
            return false;
        return Names.Any(name => name switch
        {
            ErrorNames.All => true,
            ErrorNames.TaskFailed => error.Error != ErrorNames.Timeout,
            ErrorNames.HeartbeatTimeout => error.IsHeartbeat || error.Error == name,
            _ => error.Error == name,
        });
    }
}
