namespace SelfHealing.Cli.Serving.Graph;

/// <summary>A place in a layer: of a state, or of transitions that pass the layer on their way to the same state.</summary>
/// <param name="state">Null where transitions pass.</param>
/// <param name="layer">0 for the first.</param>
/// <param name="width">0 where transitions pass.</param>
sealed class Slot(string? state, int layer, int width)
{
    public string? State => state;

    public int Layer => layer;

    public int Width => width;

    /// <summary>The middle.</summary>
    public double X { get; set; }

    /// <summary>Those in the layer above that a line goes to.</summary>
    public HashSet<Slot> Above { get; } = [];

    public HashSet<Slot> Below { get; } = [];
}
