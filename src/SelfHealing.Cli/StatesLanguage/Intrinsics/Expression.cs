using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>What may stand behind a field whose name ends in <c>.$</c>: a path or a call of an intrinsic function.</summary>
abstract record Expression
{
    /// <param name="field">The field that holds the expression, for messages.</param>
    /// <exception cref="StatesErrorException">States.Runtime or States.IntrinsicFailure.</exception>
    public abstract JsonNode? Evaluate(Scope scope, string field);

    /// <exception cref="PathSyntaxException">The text is neither.</exception>
    public static Expression Parse(string text) => text.StartsWith("States.", StringComparison.Ordinal)
        ? new IntrinsicParser(text).ParseWhole()
        : new PathExpression(JsonPath.Parse(text));
}

sealed record PathExpression(JsonPath Path) : Expression
{
    public override JsonNode? Evaluate(Scope scope, string field)
    {
        var selection = scope.Select(Path);
        return selection.IsFound
            ? selection.Value
            : throw StatesErrorException.Runtime(
                $"The JSONPath '{Path.Text}' specified for the field '{field}' could not be found in the input '{Json.Write(scope.Data)}'");
    }
}

/// <summary>A number, true, false or null among the arguments of a function.</summary>
sealed record LiteralExpression(JsonNode? Value) : Expression
{
    public override JsonNode? Evaluate(Scope scope, string field) => Value;
}

/// <summary>A text in single quotes. <see cref="Raw"/> keeps the backslashes, which States.Format needs to see.</summary>
sealed record TextExpression(string Raw, string Value) : Expression
{
    public override JsonNode? Evaluate(Scope scope, string field) => JsonValue.Create(Value);
}

/// <summary>A call such as <c>States.ArrayLength($.items)</c>.</summary>
/// <param name="Text">The call as written, for messages.</param>
sealed record CallExpression(string Text, IntrinsicFunction Function, IReadOnlyList<Expression> Arguments) : Expression
{
    public override JsonNode? Evaluate(Scope scope, string field)
    {
        var values = Arguments.Select(argument => argument.Evaluate(scope, field)).ToArray();
        return Function.Call(new IntrinsicArguments(Text, values), scope.Random);
    }
}
