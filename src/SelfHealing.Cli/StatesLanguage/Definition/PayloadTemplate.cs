using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// The shape of a value: Parameters, ResultSelector, ItemSelector or Assign. A member whose name ends in <c>.$</c> takes the
/// value of its expression, and its name without that ending.
/// </summary>
abstract record PayloadTemplate
{
    public abstract JsonNode? Evaluate(Scope scope);

    public static PayloadTemplate Read(JsonNode? node, string pointer, List<string> problems) => node switch
    {
        JsonObject members => new ObjectTemplate([.. members.Select(member => ReadMember(member.Key, member.Value, pointer, problems))]),
        JsonArray items => new ArrayTemplate([.. items.Select((item, i) => Read(item, $"{pointer}/{i}", problems))]),
        _ => new LiteralTemplate(node),
    };

    static KeyValuePair<string, PayloadTemplate> ReadMember(string name, JsonNode? value, string pointer, List<string> problems)
    {
        var place = JsonPointer.Add(pointer, name);
        if (!name.EndsWith(".$", StringComparison.Ordinal))
            return new(name, Read(value, place, problems));
        try
        {
            if (Json.TryString(value, out var text))
                return new(name[..^2], new ExpressionTemplate(name, Expression.Parse(text)));
            problems.Add($"{place}: must be a path or an intrinsic function");
        }
        catch (PathSyntaxException problem)
        {
            problems.Add($"{place}: {problem.Message}");
        }
        return new(name, new LiteralTemplate(null));
    }
}

sealed record LiteralTemplate(JsonNode? Value) : PayloadTemplate
{
    public override JsonNode? Evaluate(Scope scope) => Value?.DeepClone();
}

sealed record ExpressionTemplate(string Field, Expression Expression) : PayloadTemplate
{
    public override JsonNode? Evaluate(Scope scope) => Expression.Evaluate(scope, Field)?.DeepClone();
}

sealed record ArrayTemplate(IReadOnlyList<PayloadTemplate> Items) : PayloadTemplate
{
    public override JsonNode? Evaluate(Scope scope) => new JsonArray([.. Items.Select(item => item.Evaluate(scope))]);
}

sealed record ObjectTemplate(IReadOnlyList<KeyValuePair<string, PayloadTemplate>> Members) : PayloadTemplate
{
    public override JsonNode? Evaluate(Scope scope)
    {
        var result = new JsonObject();
        foreach (var (name, template) in Members)
            result[name] = template.Evaluate(scope);
        return result;
    }
}
