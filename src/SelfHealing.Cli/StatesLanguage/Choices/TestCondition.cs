using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A comparison of a variable with a literal or with another path, or a test of its type.</summary>
/// <param name="Operand">A literal; not used if there is a path.</param>
sealed record TestCondition(JsonPath Variable, ComparisonOperator Operator, JsonNode? Operand, JsonPath? OperandPath) : Condition
{
    public static Condition ReadTest(DefinitionNode node)
    {
        if (!node.Has("Variable"))
            node.Problem("there must be a Variable, or And, Or, Not");
        var variable = node.Path("Variable") ?? JsonPath.Whole;
        var found = ComparisonOperator.All.Values.Where(candidate => node.Has(candidate.Name)).ToArray();
        if (found.Length != 1)
        {
            node.Problem(found.Length == 0
                ? "there is no comparison"
                : $"there must be one comparison, not {string.Join(" and ", found.Select(static one => one.Name))}");
            return new NotCondition(new AndCondition([]));
        }
        var (name, isPath) = (found[0].Name, found[0].TakesPath);
        if (isPath)
            return new TestCondition(variable, found[0], null, node.Path(name));
        if (!found[0].Accepts(node.Value(name)))
            node.Problem(name, "the value is of the wrong type");
        return new TestCondition(variable, found[0], node.Value(name), null);
    }

    public override bool Holds(Scope scope)
    {
        var variable = scope.Select(Variable);
        if (Operator.Name == ComparisonOperator.IsPresent)
            return Json.TryBoolean(Operand, out var expected) && variable.IsFound == expected;
        return Operator.Holds(Read(variable, Variable), OperandPath is null ? Operand : ReadOperand(scope, OperandPath));
    }

    JsonNode? ReadOperand(Scope scope, JsonPath path)
    {
        var value = Read(scope.Select(path), path);
        return Operator.Accepts(value) ? value : throw Invalid(path);
    }

    static JsonNode? Read(Selection selection, JsonPath path) => selection.IsFound ? selection.Value : throw Invalid(path);

    static StatesErrorException Invalid(JsonPath path) => StatesErrorException.Runtime(
        $"Invalid path '{path.Text}': The choice state's condition path references an invalid value.");
}
