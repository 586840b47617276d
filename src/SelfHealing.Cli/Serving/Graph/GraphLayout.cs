using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.Graph;

/// <summary>A state machine as a picture, from the top down: where each state is, and how the line of each transition runs.</summary>
sealed record GraphLayout(int Width, int Height, IReadOnlyList<Box> Boxes, IReadOnlyList<Line> Lines)
{
    public const int BoxHeight = 38;
    const int Gap = 30;
    const int Margin = 16;
    const int BetweenPorts = 14;

    public static GraphLayout Of(StateGraph graph)
    {
        var transitions = Transition.Of(graph);
        var rows = Rows.Of(graph, transitions, WidthOf);
        Ordering.Order(rows.Layers);
        Placement.Place(rows.Layers);
        var boxes = rows.Layers.SelectMany(layer => layer).Where(slot => slot.State is not null)
            .Select(slot => new Box(slot.State!, Margin + (int)Math.Round(slot.X) - slot.Width / 2, Top(slot), slot.Width)).ToArray();
        var lines = transitions.Select(transition => new Line(transition, Points(rows.Routes[transition]))).ToArray();
        // Beside the last box there is room for a line that leads back to its own state.
        var width = Math.Max(boxes.Max(box => box.X + box.Width), lines.SelectMany(line => line.Points).Max(point => point.X)) + 2 * Margin;
        return new GraphLayout(width, rows.Layers.Count * (BoxHeight + Gap) - Gap + 2 * Margin, boxes, lines);
    }

    // Letters are measured by the browser, after this: taken wide.
    static int WidthOf(string state) => Math.Max(92, state.Length * 8 + 38);

    static int Top(Slot slot) => Margin + slot.Layer * (BoxHeight + Gap);

    static List<Point> Points(IReadOnlyList<Slot> route)
    {
        List<Point> points = [];
        if (route.Count == 1)
        {
            var (right, middle) = (Margin + (int)Math.Round(route[0].X) + route[0].Width / 2, Top(route[0]) + BoxHeight / 2);
            return [new Point(right, middle - 8), new Point(right + Margin, middle - 8), new Point(right + Margin, middle + 8), new Point(right, middle + 8)];
        }
        for (var i = 0; i < route.Count; i++)
        {
            var down = i + 1 < route.Count ? route[i + 1].Layer > route[i].Layer : route[i].Layer > route[i - 1].Layer;
            if (i > 0)
                points.Add(Port(route[i], route[i - 1], isTop: down));
            if (i + 1 < route.Count)
                points.Add(Port(route[i], route[i + 1], isTop: !down));
        }
        return points;
    }

    // Where the line from or to a neighbour touches a slot: the lines of a state's edge stand side by side.
    static Point Port(Slot slot, Slot neighbour, bool isTop)
    {
        var x = slot.X;
        if (slot.State is not null)
        {
            var lines = (isTop ? slot.Above : slot.Below).OrderBy(other => other.X).ToList();
            var between = lines.Count > 1 ? Math.Min(BetweenPorts, (slot.Width - 24.0) / (lines.Count - 1)) : 0;
            x += (lines.IndexOf(neighbour) - (lines.Count - 1) / 2.0) * between;
        }
        return new Point(Margin + (int)Math.Round(x), isTop ? Top(slot) : Top(slot) + BoxHeight);
    }
}

/// <summary>Where a state is; the height is <see cref="GraphLayout.BoxHeight"/>.</summary>
sealed record Box(string State, int X, int Y, int Width);

/// <summary>How a transition runs: through gaps and along layers by turns, from the first state's edge to the last one's.</summary>
sealed record Line(Transition Transition, IReadOnlyList<Point> Points);

/// <summary>A point of the picture.</summary>
sealed record Point(int X, int Y);
