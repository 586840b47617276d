namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The ItemProcessor of a Map state, or the Iterator of an older definition.</summary>
/// <param name="IsDistributed">Each item is an execution of its own: it does not see variables, and its events are not told.</param>
sealed record MapProcessor(StateGraph Graph, bool IsDistributed)
{
    public static MapProcessor Read(DefinitionNode state, DefinitionContext context)
    {
        if (state.Has("ItemProcessor") == state.Has("Iterator"))
            state.Problem("there must be an ItemProcessor");
        if ((state.Child("ItemProcessor") ?? state.Child("Iterator")) is not { } node)
            return new MapProcessor(new StateGraph("", new Dictionary<string, State>(StringComparer.Ordinal)), IsDistributed: false);
        var isDistributed = ReadMode(node);
        var graph = StateGraph.Read(node, context);
        node.RefuseUnknownFields();
        return new MapProcessor(graph, isDistributed);
    }

    static bool ReadMode(DefinitionNode node)
    {
        if (node.Child("ProcessorConfig") is not { } config)
            return false;
        var mode = config.Text("Mode") ?? "INLINE";
        if (mode is not ("INLINE" or "DISTRIBUTED"))
            config.Problem("Mode", "must be INLINE or DISTRIBUTED");
        if (config.Text("ExecutionType") is not (null or "STANDARD" or "EXPRESS"))
            config.Problem("ExecutionType", "must be STANDARD or EXPRESS");
        config.RefuseUnknownFields();
        return mode == "DISTRIBUTED";
    }
}
