namespace SelfHealing.Cli.StatesLanguage;

/// <summary>States with a first one: a whole machine, a branch of a Parallel state, or what a Map state does with an item.</summary>
sealed record StateGraph(string StartAt, IReadOnlyDictionary<string, State> States)
{
    // The documented limit of Step Functions.
    const int MaxNameLength = 80;

    public static StateGraph Read(DefinitionNode node, DefinitionContext context)
    {
        var startAt = node.RequiredText("StartAt");
        Dictionary<string, State> states = new(StringComparer.Ordinal);
        if (node.Child("States") is not { } definitions)
        {
            if (!node.Has("States"))
                node.Problem("States is missing");
            return new StateGraph(startAt, states);
        }
        foreach (var name in definitions.FieldNames.ToArray())
        {
            if (definitions.Child(name) is not { } definition)
                continue;
            if (name.Length is 0 or > MaxNameLength)
                definition.Problem($"the name of a state has 1 to {MaxNameLength} characters");
            if (!context.StateNames.Add(name))
                definition.Problem("another state of the machine has the same name");
            if (StateReader.Read(name, definition, context) is { } state)
                states[name] = state;
        }
        var graph = new StateGraph(startAt, states);
        graph.CheckTransitions(node, definitions);
        return graph;
    }

    void CheckTransitions(DefinitionNode node, DefinitionNode definitions)
    {
        var names = definitions.FieldNames.ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0)
            definitions.Problem("there must be a state");
        else if (!names.Contains(StartAt))
            node.Problem("StartAt", $"there is no state '{StartAt}' here");
        foreach (var state in States.Values)
        {
            foreach (var target in state.Targets.Where(target => !names.Contains(target)))
                definitions.Problem(state.Name, $"leads to '{target}', and there is no such state here");
        }
        if (States.Count != names.Count || !names.Contains(StartAt))
            return;
        foreach (var name in names.Except(Reachable(), StringComparer.Ordinal))
            definitions.Problem(name, "no transition leads to this state");
    }

    HashSet<string> Reachable()
    {
        HashSet<string> reached = new([StartAt], StringComparer.Ordinal);
        Queue<string> open = new([StartAt]);
        while (open.TryDequeue(out var name))
        {
            foreach (var target in States.GetValueOrDefault(name)?.Targets ?? [])
            {
                if (reached.Add(target))
                    open.Enqueue(target);
            }
        }
        return reached;
    }
}
