using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>Reads the condition inside <c>[?( )]</c>: comparisons and presence, joined by <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>.</summary>
sealed class FilterParser(TextCursor cursor, string text)
{
    static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    public FilterCondition ParseCondition()
    {
        var parts = ParseJoined("||", () => AllOfThem(ParseJoined("&&", ParsePart)));
        return parts.Length == 1 ? parts[0] : new AnyOf(parts);
    }

    static FilterCondition AllOfThem(ImmutableArray<FilterCondition> parts) => parts.Length == 1 ? parts[0] : new AllOf(parts);

    ImmutableArray<FilterCondition> ParseJoined(string separator, Func<FilterCondition> part)
    {
        var parts = ImmutableArray.CreateBuilder<FilterCondition>();
        do
        {
            parts.Add(part());
            cursor.SkipSpaces();
        }
        while (cursor.Skip(separator));
        return parts.ToImmutable();
    }

    FilterCondition ParsePart() => cursor.Nested(() =>
    {
        cursor.SkipSpaces();
        if (!cursor.Sees("!=") && cursor.Skip("!"))
            return new NoneOf(ParsePart());
        if (!cursor.Skip("("))
            return ParseComparison();
        var inner = ParseCondition();
        cursor.Expect(")");
        return inner;
    });

    FilterCondition ParseComparison()
    {
        var left = ParseOperand();
        cursor.SkipSpaces();
        if (Array.Find(Operators, cursor.Skip) is { } found)
            return new Comparison(left, found, ParseOperand());
        if (cursor.Current is not (')' or '&' or '|'))
            throw cursor.Error("only the operators == != < <= > >= are supported in filters here");
        return left.Steps is null ? throw cursor.Error("a literal alone is no condition") : new Present(left);
    }

    FilterOperand ParseOperand()
    {
        cursor.SkipSpaces();
        if (cursor.Current is '@' or '$')
        {
            var fromItem = cursor.Current == '@';
            cursor.Move();
            return new FilterOperand(null, new JsonPathParser(cursor, text).ParseSteps(), fromItem);
        }
        if (cursor.Current is '\'' or '"')
            return new FilterOperand(JsonValue.Create(new JsonPathParser(cursor, text).ParseQuoted()), null, IsFromItem: false);
        return new FilterOperand(ParseLiteral(), null, IsFromItem: false);
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
            throw cursor.Error("expected a path, a text, a number, true, false or null");
        }
    }
}
