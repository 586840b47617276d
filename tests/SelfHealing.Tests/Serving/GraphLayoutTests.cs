using SelfHealing.Cli.Serving.Graph;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Serving;

/// <summary>The picture of a state machine.</summary>
public sealed class GraphLayoutTests
{
    // Goes back, calls itself, passes layers, and ends in several ways.
    const string Winding =
        """
        {"StartAt": "A", "States": {
          "A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "B"}, {"Variable": "$.b", "IsNull": true, "Next": "A"}], "Default": "End"},
          "B": {"Type": "Pass", "Next": "C"},
          "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "A"}, {"Variable": "$.b", "IsNull": true, "Next": "D"}], "Default": "Bad"},
          "D": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "B"}], "Default": "End"},
          "Bad": {"Type": "Fail"},
          "End": {"Type": "Succeed"}
        }}
        """;

    public static TheoryData<string> Definitions => [File.ReadAllText(RepositoryRoot.Combine("statemachine/self-healing.asl.json")), Winding];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_state_is_drawn_once_and_every_transition_is_a_line(string definition)
    {
        var graph = Read(definition);

        var layout = GraphLayout.Of(graph);

        layout.Boxes.Select(box => box.State).Order().ShouldBe(graph.States.Keys.Order());
        layout.Lines.Select(line => (line.Transition.From, line.Transition.To)).Order().ShouldBe(
            graph.States.Values.SelectMany(state => state.Targets.Select(to => (state.Name, to))).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Nothing_overlaps_and_all_is_in_the_picture(string definition)
    {
        var layout = GraphLayout.Of(Read(definition));

        foreach (var box in layout.Boxes)
        {
            box.X.ShouldBeGreaterThanOrEqualTo(0);
            (box.X + box.Width).ShouldBeLessThanOrEqualTo(layout.Width);
            (box.Y + GraphLayout.BoxHeight).ShouldBeLessThanOrEqualTo(layout.Height);
            layout.Boxes.Where(other => other != box && other.Y == box.Y && other.X < box.X + box.Width && box.X < other.X + other.Width).ShouldBeEmpty();
        }
    }

    // Between layers there are no boxes, so what counts are the ends of each piece.
    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_line_begins_and_ends_at_its_states_and_runs_through_no_other(string definition)
    {
        var layout = GraphLayout.Of(Read(definition));
        var boxes = layout.Boxes.ToDictionary(box => box.State);

        foreach (var line in layout.Lines)
        {
            Touches(line.Points[0], boxes[line.Transition.From]).ShouldBeTrue();
            Touches(line.Points[^1], boxes[line.Transition.To]).ShouldBeTrue();
            foreach (var point in line.Points.Skip(1).SkipLast(1))
                layout.Boxes.Where(box => Touches(point, box)).ShouldBeEmpty($"{line.Transition} at {point}");
        }
    }

    [Fact]
    public void Transitions_lead_down_but_for_those_that_close_a_circle()
    {
        var layout = GraphLayout.Of(Read(Winding));
        var y = layout.Boxes.ToDictionary(box => box.State, box => box.Y);

        layout.Lines.Where(line => y[line.Transition.To] <= y[line.Transition.From]).Select(line => $"{line.Transition.From} {line.Transition.To}").Order()
            .ShouldBe(["A A", "C A", "D B"]);
    }

    [Fact]
    public void The_same_definition_gives_the_same_picture() =>
        GraphLayout.Of(Read(Winding)).Boxes.ShouldBe(GraphLayout.Of(Read(Winding)).Boxes);

    [Fact]
    public void A_transition_that_only_an_error_takes_says_so()
    {
        var graph = Read(
            """
            {"StartAt": "Work", "States": {
              "Work": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:work", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Bad"}], "Next": "End"},
              "Bad": {"Type": "Fail"},
              "End": {"Type": "Succeed"}
            }}
            """);

        Transition.Of(graph).ShouldBe([new Transition("Work", "End", OnError: false), new Transition("Work", "Bad", OnError: true)]);
    }

    static bool Touches(Point point, Box box) =>
        point.X >= box.X && point.X <= box.X + box.Width && point.Y >= box.Y && point.Y <= box.Y + GraphLayout.BoxHeight;

    // The names of functions matter to no picture.
    static StateGraph Read(string definition) =>
        StateMachine.Load(definition.Replace("${", "$ {", StringComparison.Ordinal), new Dictionary<string, string>(), "test.asl.json").Graph;
}
