using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.Graph;

/// <summary>Gives each state a layer below all that lead to it. Transitions that would close a circle lead up and do not count.</summary>
sealed class Layering
{
    readonly StateGraph graph;
    readonly Dictionary<string, int> layers = new(StringComparer.Ordinal);
    readonly HashSet<(string From, string To)> leadingUp = [];
    readonly HashSet<string> open = new(StringComparer.Ordinal);
    readonly List<string> finished = [];

    Layering(StateGraph graph) => this.graph = graph;

    public static Layering Of(StateGraph graph)
    {
        var made = new Layering(graph);
        made.Visit(graph.StartAt);
        foreach (var state in made.InOrder)
        {
            foreach (var target in made.graph.States[state].Targets.Where(target => !made.LeadsUp(state, target)))
                made.layers[target] = Math.Max(made.layers[target], made.layers[state] + 1);
        }
        return made;
    }

    /// <summary>The states, each before those that it leads down to.</summary>
    public IEnumerable<string> InOrder => finished.AsEnumerable().Reverse();

    /// <summary>0 for the first.</summary>
    public int LayerOf(string state) => layers[state];

    public bool LeadsUp(string from, string to) => leadingUp.Contains((from, to));

    void Visit(string state)
    {
        layers[state] = 0;
        open.Add(state);
        foreach (var target in graph.States[state].Targets)
        {
            if (open.Contains(target))
                leadingUp.Add((state, target));
            else if (!layers.ContainsKey(target))
                Visit(target);
        }
        open.Remove(state);
        finished.Add(state);
    }
}
