namespace SelfHealing.Cli.Serving.Graph;

/// <summary>Moves the slots of each layer as near to their neighbours as their order and their distance allow.</summary>
static class Placement
{
    const int Rounds = 48;
    const int BetweenStates = 22;
    const int BetweenLines = 16;

    public static void Place(List<List<Slot>> layers)
    {
        foreach (var layer in layers)
            Move(layer, slot => 0, slot => 1);
        for (var round = 0; round < Rounds; round++)
        {
            // The last rounds look both ways.
            var (above, below) = round >= Rounds - 4 ? (true, true) : (round % 2 == 0, round % 2 == 1);
            foreach (var layer in below && !above ? layers.AsEnumerable().Reverse() : layers)
                Move(layer, slot => Wanted(slot, above, below), slot => slot.State is null ? 6 : 1);
        }
        var left = layers.Min(layer => layer.Min(slot => slot.X - slot.Width / 2.0));
        foreach (var slot in layers.SelectMany(layer => layer))
            slot.X -= left;
    }

    static double Wanted(Slot slot, bool above, bool below)
    {
        Slot[] neighbours = [.. above ? slot.Above : [], .. below ? slot.Below : []];
        if (neighbours.Length == 0)
            return slot.X;
        // A line that passes several layers is straight before all else; then states lie below each other.
        double Weight(Slot other) => (slot.State, other.State) switch
        {
            (null, null) => 8,
            (null, _) or (_, null) => 1,
            _ => 3,
        };
        return neighbours.Sum(other => other.X * Weight(other)) / neighbours.Sum(Weight);
    }

    // The nearest places in the given order, by least squares: neighbours that would overlap move as one block.
    static void Move(List<Slot> layer, Func<Slot, double> wanted, Func<Slot, double> weight)
    {
        var blocks = new List<(double Place, double Weight, int Count)>();
        var offsets = new double[layer.Count];
        for (var i = 0; i < layer.Count; i++)
        {
            if (i > 0)
                offsets[i] = offsets[i - 1] + Distance(layer[i - 1], layer[i]);
            var block = (Place: wanted(layer[i]) - offsets[i], Weight: weight(layer[i]), Count: 1);
            while (blocks is [.., var last] && last.Place > block.Place)
            {
                blocks.RemoveAt(blocks.Count - 1);
                var sum = last.Weight + block.Weight;
                block = ((last.Place * last.Weight + block.Place * block.Weight) / sum, sum, last.Count + block.Count);
            }
            blocks.Add(block);
        }
        var next = 0;
        foreach (var (place, _, count) in blocks)
        {
            for (var end = next + count; next < end; next++)
                layer[next].X = place + offsets[next];
        }
    }

    static double Distance(Slot left, Slot right) =>
        (left.Width + right.Width) / 2.0 + (left.State is null && right.State is null ? BetweenLines : BetweenStates);
}
