using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Reads calls of intrinsic functions, which may be nested.</summary>
sealed class IntrinsicParser(string text)
{
    readonly TextCursor cursor = new(text);

    /// <exception cref="PathSyntaxException">The text is no call, the function is unknown, or the number of arguments is wrong.</exception>
    public Expression ParseWhole()
    {
        var call = ParseCall();
        cursor.SkipSpaces();
        return cursor.IsAtEnd ? call : throw cursor.Error("unexpected text");
    }

    public static bool CanBeEscaped(char letter) => letter is '\'' or '{' or '}' or '\\';

    Expression ParseCall() => cursor.Nested(() =>
    {
        var start = cursor.Position;
        var name = cursor.TakeWhile(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '.');
        if (!IntrinsicFunction.All.TryGetValue(name, out var function))
            throw cursor.Error($"'{name}' is no intrinsic function");
        cursor.SkipSpaces();
        cursor.Expect("(");
        var arguments = ParseArguments();
        if (arguments.Count < function.MinimumArguments || arguments.Count > function.MaximumArguments)
            throw cursor.Error($"{name} does not take {arguments.Count} arguments");
        var call = text[start..cursor.Position];
        return name == IntrinsicFunction.Format
            ? new FormatExpression(call, arguments)
            : (Expression)new CallExpression(call, function, arguments);
    });

    List<Expression> ParseArguments()
    {
        List<Expression> arguments = [];
        cursor.SkipSpaces();
        if (cursor.Skip(")"))
            return arguments;
        do
        {
            cursor.SkipSpaces();
            arguments.Add(ParseArgument());
            cursor.SkipSpaces();
        }
        while (cursor.Skip(","));
        cursor.Expect(")");
        return arguments;
    }

    Expression ParseArgument()
    {
        if (cursor.Current == '\'')
            return ParseText();
        if (cursor.Current == '$')
            return new PathExpression(new JsonPathParser(cursor, text).ParseFromRoot());
        return cursor.Sees("States.") ? ParseCall() : new LiteralExpression(ParseLiteral());
    }

    TextExpression ParseText()
    {
        cursor.Move();
        var start = cursor.Position;
        var value = new StringBuilder();
        while (cursor.Current != '\'' || cursor.IsAtEnd)
        {
            if (cursor.IsAtEnd)
                throw cursor.Error("the text is not closed");
            if (cursor.Current == '\\')
            {
                cursor.Move();
                if (!CanBeEscaped(cursor.Current))
                    throw cursor.Error(@"a backslash may only stand before ' { } \");
            }
            value.Append(cursor.Current);
            cursor.Move();
        }
        var raw = text[start..cursor.Position];
        cursor.Move();
        return new TextExpression(raw, value.ToString());
    }

    JsonNode? ParseLiteral()
    {
        var word = cursor.TakeWhile(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '+' or '.');
        try
        {
            return Json.Parse(word);
        }
        catch (JsonException)
        {
            throw cursor.Error("expected a path, a text in single quotes, a number, true, false, null or a function");
        }
    }
}
