using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.Graph;

/// <summary>The layers' slots, and which of them each transition goes through.</summary>
/// <remarks>Transitions to the same state share their slots: nine ways into a catch-all are one line that others join.</remarks>
sealed class Rows
{
    readonly Dictionary<string, Slot> states = new(StringComparer.Ordinal);
    readonly Dictionary<(string Target, int Layer, bool Up), Slot> passing = [];
    readonly Layering layering;

    Rows(Layering layering) => this.layering = layering;

    /// <summary>The slots of each layer, from left to right.</summary>
    public List<List<Slot>> Layers { get; } = [];

    /// <summary>From a transition's first state to its last. One that leads back to its own state goes nowhere.</summary>
    public Dictionary<Transition, IReadOnlyList<Slot>> Routes { get; } = [];

    public static Rows Of(StateGraph graph, IReadOnlyList<Transition> transitions, Func<string, int> width)
    {
        var layering = Layering.Of(graph);
        var rows = new Rows(layering);
        foreach (var name in layering.InOrder)
            rows.states[name] = rows.Add(new Slot(name, layering.LayerOf(name), width(name)));
        foreach (var transition in transitions)
            rows.Routes[transition] = rows.Route(transition);
        return rows;
    }

    List<Slot> Route(Transition transition)
    {
        var (from, to) = (states[transition.From], states[transition.To]);
        var up = layering.LeadsUp(transition.From, transition.To);
        var step = Math.Sign(to.Layer - from.Layer);
        List<Slot> route = [from];
        if (step == 0)
            return route;
        for (var layer = from.Layer + step; layer != to.Layer; layer += step)
        {
            var key = (transition.To, layer, up);
            if (!passing.TryGetValue(key, out var slot))
                passing[key] = slot = Add(new Slot(null, layer, 0));
            route.Add(slot);
        }
        route.Add(to);
        for (var i = 1; i < route.Count; i++)
        {
            var (above, below) = up ? (route[i], route[i - 1]) : (route[i - 1], route[i]);
            above.Below.Add(below);
            below.Above.Add(above);
        }
        return route;
    }

    Slot Add(Slot slot)
    {
        while (Layers.Count <= slot.Layer)
            Layers.Add([]);
        Layers[slot.Layer].Add(slot);
        return slot;
    }
}
