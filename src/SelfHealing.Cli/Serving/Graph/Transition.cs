using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.Graph;

/// <summary>That a state may follow another.</summary>
/// <param name="OnError">It follows only when an error is caught.</param>
sealed record Transition(string From, string To, bool OnError)
{
    /// <summary>Each of a machine's, once.</summary>
    public static IReadOnlyList<Transition> Of(StateGraph graph) =>
    [
        .. from state in graph.States.Values
           from to in state.Targets.Distinct(StringComparer.Ordinal)
           select new Transition(state.Name, to, state.Recovery.Targets.Count(caught => caught == to) == state.Targets.Count(target => target == to)),
    ];
}
