using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// <c>States.Format('Hello, {}', $.name)</c>: each <c>{}</c> of the template takes the next argument. A backslash before
/// <c>{ } ' \</c> takes away its meaning, so this call needs the template as it was written.
/// </summary>
sealed record FormatExpression(string Text, IReadOnlyList<Expression> Arguments) : Expression
{
    public override JsonNode? Evaluate(Scope scope, string field)
    {
        var template = Arguments[0] is TextExpression literal
            ? literal.Raw
            : new IntrinsicArguments(Text, [Arguments[0].Evaluate(scope, field)]).Text(0);
        var values = new Queue<string>(Arguments.Skip(1).Select(argument => Json.Display(argument.Evaluate(scope, field))));
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var next = i + 1 < template.Length ? template[i + 1] : '\0';
            if (template[i] == '\\' && IntrinsicParser.CanBeEscaped(next))
            {
                result.Append(next);
                i++;
            }
            else if (template[i] == '{' && next == '}')
            {
                result.Append(values.TryDequeue(out var value) ? value : throw WrongCount());
                i++;
            }
            else
            {
                result.Append(template[i]);
            }
        }
        return values.Count == 0 ? JsonValue.Create(result.ToString()) : throw WrongCount();
    }

    StatesErrorException WrongCount() => IntrinsicArguments.Problem(
        Text, "the number of arguments does not match the occurrences of {}");
}
