namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Reads one state by its type.</summary>
static class StateReader
{
    public static State? Read(string name, DefinitionNode node, DefinitionContext context)
    {
        RefuseJsonata(node);
        State? state = node.RequiredText("Type") switch
        {
            "Task" => TaskState.Read(name, node, context),
            "Pass" => PassState.Read(name, node),
            "Choice" => ChoiceState.Read(name, node),
            "Wait" => WaitState.Read(name, node),
            "Succeed" => SucceedState.Read(name, node),
            "Fail" => FailState.Read(name, node),
            "Map" => MapState.Read(name, node, context),
            "Parallel" => ParallelState.Read(name, node, context),
            _ => null,
        };
        if (state is not null)
            node.RefuseUnknownFields();
        else if (node.Text("Type") is { } type)
            node.Problem("Type", $"there is no state type '{type}'");
        return state;
    }

    /// <summary>QueryLanguage may say what is the case anyway; the fields of JSONata are refused by name.</summary>
    public static void RefuseJsonata(DefinitionNode node)
    {
        if (node.Text("QueryLanguage") is { } language && language != "JSONPath")
            node.Problem("QueryLanguage", $"{language} is not supported here");
        foreach (var field in (ReadOnlySpan<string>)["Arguments", "Output", "Items"])
            node.Refuse(field, "belongs to JSONata, which is not supported here");
    }

    /// <summary>The state that follows; null if the state is an end. Exactly one of Next and End must stand.</summary>
    public static string? Next(DefinitionNode node)
    {
        var next = node.Text("Next");
        var end = node.Boolean("End");
        if (node.Has("Next") == (end == true))
            node.Problem("there must be either Next or \"End\": true");
        return next;
    }
}
