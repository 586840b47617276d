namespace SelfHealing.Cli.Serving.Graph;

/// <summary>Orders the slots of each layer by where their neighbours are, so that few lines cross.</summary>
static class Ordering
{
    const int Rounds = 12;

    public static void Order(List<List<Slot>> layers)
    {
        var best = layers.Select(layer => layer.ToArray()).ToArray();
        var least = Crossings(layers);
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var down = round % 2 == 0;
            foreach (var layer in down ? layers : layers.AsEnumerable().Reverse())
                Sort(layer, layers, down);
            var now = Crossings(layers);
            if (now >= least)
                continue;
            (least, best) = (now, [.. layers.Select(layer => layer.ToArray())]);
        }
        for (var i = 0; i < layers.Count; i++)
        {
            layers[i].Clear();
            layers[i].AddRange(best[i]);
        }
    }

    static void Sort(List<Slot> layer, List<List<Slot>> layers, bool down)
    {
        var places = new Dictionary<Slot, double>();
        for (var i = 0; i < layer.Count; i++)
        {
            var neighbours = down ? layer[i].Above : layer[i].Below;
            places[layer[i]] = neighbours.Count == 0
                ? (double)i / layer.Count
                : neighbours.Average(slot => (layers[slot.Layer].IndexOf(slot) + 0.5) / layers[slot.Layer].Count);
        }
        var sorted = layer.OrderBy(slot => places[slot]).ToArray();
        layer.Clear();
        layer.AddRange(sorted);
    }

    static int Crossings(List<List<Slot>> layers)
    {
        var count = 0;
        for (var i = 0; i + 1 < layers.Count; i++)
        {
            var below = layers[i + 1];
            var lines = layers[i].SelectMany((slot, from) => slot.Below.Select(to => (From: from, To: below.IndexOf(to)))).ToArray();
            for (var a = 0; a < lines.Length; a++)
            {
                for (var b = a + 1; b < lines.Length; b++)
                {
                    if ((lines[a].From - lines[b].From) * (lines[a].To - lines[b].To) < 0)
                        count++;
                }
            }
        }
        return count;
    }
}
