namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Choice state: the first rule whose condition holds says where to go.</summary>
/// <param name="Assign">What is set when the default is taken.</param>
sealed record ChoiceState(string Name, DataFlow Flow, IReadOnlyList<ChoiceRule> Choices, string? Default, Assignment Assign)
    : State(Name)
{
    public override string Type => "Choice";

    public override IEnumerable<string> Targets => [.. Choices.Select(static choice => choice.Next), .. OneOrNone(Default)];

    public static ChoiceState Read(string name, DefinitionNode node)
    {
        var choices = node.Children("Choices").Select(ChoiceRule.Read).ToArray();
        if (choices.Length == 0)
            node.Problem("Choices must have at least one rule");
        return new ChoiceState(name, DataFlow.Read(node), choices, node.Text("Default"), Assignment.Read(node));
    }

    public override Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var scope = visit.Scope(Flow.Input(visit));
        var chosen = Choices.FirstOrDefault(choice => choice.Condition.Holds(scope));
        var next = chosen?.Next ?? Default ?? throw StatesErrorException.Interpreter(
            ErrorNames.NoChoiceMatched, "Failed to transition out of the state. The state does not point to a next state.");
        var assign = chosen?.Assign ?? Assign;
        return Task.FromResult<StateOutcome>(new MoveOn(next, Flow.PassOn(visit), assign.Evaluate(scope)));
    }
}
