namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A Fail state: fails the machine or the branch. Error and Cause are texts, or come from the input.</summary>
sealed record FailState(string Name, string? Error, Expression? ErrorPath, string? Cause, Expression? CausePath) : State(Name)
{
    public override string Type => "Fail";

    public override IEnumerable<string> Targets => [];

    public static FailState Read(string name, DefinitionNode node)
    {
        node.RefuseBoth("Error");
        node.RefuseBoth("Cause");
        return new FailState(name, node.Text("Error"), node.Expression("ErrorPath"), node.Text("Cause"), node.Expression("CausePath"));
    }

    public override Task<StateOutcome> RunAsync(Visit visit, CancellationToken cancellationToken)
    {
        var scope = visit.Scope(visit.Position.Input);
        throw new StatesErrorException(
            ErrorPath is null ? Error : Text(ErrorPath, scope, nameof(ErrorPath)),
            CausePath is null ? Cause : Text(CausePath, scope, nameof(CausePath)));
    }

    static string Text(Expression expression, Scope scope, string field) =>
        Json.TryString(expression.Evaluate(scope, field), out var text)
            ? text
            : throw StatesErrorException.Runtime($"The {field} field must select a string.");
}
