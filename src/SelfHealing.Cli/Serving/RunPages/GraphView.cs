using SelfHealing.Approvals.Html;
using SelfHealing.Cli.Serving.Graph;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>The state machine with the way that a run took, as SVG. What was visited differs in line, sign and words too, not in colour alone.</summary>
static class GraphView
{
    public static HtmlText Render(StateGraph graph, IReadOnlyList<StateVisit> visits, string status)
    {
        var layout = GraphLayout.Of(graph);
        var taken = visits.Zip(visits.Skip(1), (from, to) => (from.State, to.State)).ToHashSet();
        var lines = layout.Lines.OrderBy(line => taken.Contains((line.Transition.From, line.Transition.To)));
        return HtmlText.Of($"""
            <svg class="graph" viewBox="0 0 {layout.Width} {layout.Height}" width="{layout.Width}" height="{layout.Height}" role="group" aria-label="The state machine, and the way that the run took. The steps are listed beside it.">
            <defs>{Tip("tip", "tip")}{Tip("tip-taken", "tip taken")}</defs>
            {lines.Select(line => Line(line, taken.Contains((line.Transition.From, line.Transition.To))))}
            {layout.Boxes.Select(box => State(box, graph.States[box.State], [.. visits.Where(visit => visit.State == box.State)], status))}
            </svg>
            """);
    }

    static HtmlText Tip(string id, string look) => HtmlText.Of($"""
        <marker id="{id}" class="{look}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5 L8 4 L0 7.5 z"/></marker>
        """);

    static HtmlText Line(Line line, bool isTaken)
    {
        var look = (isTaken ? "line taken" : "line") + (line.Transition.OnError ? " on-error" : "");
        var how = (line.Transition.OnError ? ", on an error" : "") + (isTaken ? ", taken" : "");
        return HtmlText.Of($"""
            <path class="{look}" d="{Path(line.Points)}" marker-end="url(#{(isTaken ? "tip-taken" : "tip")})"><title>{line.Transition.From} to {line.Transition.To}{how}</title></path>

            """);
    }

    // From gap to gap in curves, along a layer straight.
    static string Path(IReadOnlyList<Point> points)
    {
        var path = $"M{points[0].X} {points[0].Y}";
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var bend = (to.Y - from.Y) / 2;
            path += from.X == to.X || i % 2 == 0 ? $" L{to.X} {to.Y}" : $" C{from.X} {from.Y + bend} {to.X} {to.Y - bend} {to.X} {to.Y}";
        }
        return path;
    }

    static HtmlText State(Box box, State state, IReadOnlyList<StateVisit> visits, string runStatus)
    {
        var (middle, corner) = (box.X + box.Width / 2, state.Type is "Task" or "Map" or "Parallel" ? 7 : GraphLayout.BoxHeight / 2);
        if (visits is not [.., var last])
        {
            return HtmlText.Of($"""
                <g class="state {state.Type}"><title>{state.Name}: {state.Type}, not reached</title>{Shape(box, corner)}<text x="{middle}" y="{box.Y + GraphLayout.BoxHeight / 2 + 4}">{state.Name}</text></g>

                """);
        }
        var status = last.StatusIn(runStatus);
        var note = $"{VisitWords.Sign(status)} {(visits.Count > 1 ? $"{visits.Count} ×, " : "")}{VisitWords.Took(visits, status)}";
        return HtmlText.Of($"""
            <a id="state-{state.Name}" href="#visit-{last.Id}"><g class="state {state.Type} {VisitWords.Look(status)}"><title>{state.Name}: {state.Type}, {VisitWords.Word(status)}</title>{Shape(box, corner)}<text x="{middle}" y="{box.Y + 16}">{state.Name}</text><text class="note" x="{middle}" y="{box.Y + 30}">{note}</text></g></a>

            """);
    }

    static HtmlText Shape(Box box, int corner) => HtmlText.Of($"""
        <rect x="{box.X}" y="{box.Y}" width="{box.Width}" height="{GraphLayout.BoxHeight}" rx="{corner}"/>
        """);
}
