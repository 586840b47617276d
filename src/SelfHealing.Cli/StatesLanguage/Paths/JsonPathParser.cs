using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// Reads the path dialect that Step Functions takes: dots, bracketed names and indexes, lists of them, slices, wildcards,
/// <c>..</c> and filters. Path functions such as <c>length()</c> and regular expressions in filters are refused by name.
/// </summary>
sealed class JsonPathParser(TextCursor cursor, string text)
{
    public JsonPathParser(string text) : this(new TextCursor(text), text)
    {
    }

    public JsonPath ParseWhole()
    {
        var path = ParseFromRoot();
        if (!cursor.IsAtEnd)
            throw cursor.Error("unexpected text");
        return path;
    }

    /// <summary>Reads a path that may be followed by other text, as in the arguments of a function.</summary>
    public JsonPath ParseFromRoot()
    {
        var start = cursor.Position;
        cursor.Expect("$");
        var (root, variable) = (PathRoot.Data, (string?)null);
        if (cursor.Skip("$"))
        {
            root = PathRoot.Context;
        }
        else if (char.IsLetter(cursor.Current) || cursor.Current == '_')
        {
            root = PathRoot.Variable;
            variable = cursor.TakeWhile(static letter => char.IsLetterOrDigit(letter) || letter == '_');
        }
        var steps = ParseSteps();
        return new JsonPath(text[start..cursor.Position], root, variable, steps);
    }

    public ImmutableArray<PathStep> ParseSteps()
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        while (true)
        {
            if (cursor.Skip(".."))
                steps.Add(new DescendStep(cursor.Current == '[' ? ParseBracket() : ParseName()));
            else if (cursor.Skip("."))
                steps.Add(cursor.Current == '[' ? ParseBracket() : ParseName());
            else if (cursor.Current == '[')
                steps.Add(ParseBracket());
            else
                return steps.ToImmutable();
        }
    }

    PathStep ParseName()
    {
        if (cursor.Skip("*"))
            return new WildcardStep();
        var name = cursor.TakeWhile(static letter => !char.IsWhiteSpace(letter) && !".[]()'\",*?=<>!&|~".Contains(letter));
        if (name.Length == 0)
            throw cursor.Error("expected a name");
        if (cursor.Current == '(')
            throw cursor.Error($"the path function {name}() is not supported here");
        return new NameStep(name);
    }

    PathStep ParseBracket()
    {
        cursor.Expect("[");
        cursor.SkipSpaces();
        PathStep step;
        if (cursor.Skip("*"))
            step = new WildcardStep();
        else if (cursor.Current == '?')
            step = ParseFilter();
        else if (cursor.Current is '\'' or '"')
            step = ParseNames();
        else
            step = ParseIndexes();
        cursor.SkipSpaces();
        cursor.Expect("]");
        return step is NamesStep names ? names with { IsLast = cursor.Current is not ('.' or '[') } : step;
    }

    FilterStep ParseFilter() => cursor.Nested(() =>
    {
        cursor.Expect("?");
        cursor.SkipSpaces();
        cursor.Expect("(");
        var condition = new FilterParser(cursor, text).ParseCondition();
        cursor.Expect(")");
        return new FilterStep(condition);
    });

    PathStep ParseNames()
    {
        var names = ParseList(ParseQuoted);
        return names.Length == 1 ? new NameStep(names[0]) : new NamesStep(names, IsLast: false);
    }

    /// <summary>A backslash takes away the meaning of a quote or of another backslash; before anything else it is a letter.</summary>
    internal string ParseQuoted()
    {
        var quote = cursor.Current;
        if (quote is not ('\'' or '"'))
            throw cursor.Error("expected a quoted text");
        cursor.Move();
        var content = new StringBuilder();
        while (cursor.Current != quote || cursor.IsAtEnd)
        {
            if (cursor.IsAtEnd)
                throw cursor.Error("the quote is not closed");
            if (cursor.Sees($"\\{quote}") || cursor.Sees("\\\\"))
                cursor.Move();
            content.Append(cursor.Current);
            cursor.Move();
        }
        cursor.Move();
        return content.ToString();
    }

    PathStep ParseIndexes()
    {
        var first = ParseOptionalInteger();
        cursor.SkipSpaces();
        if (cursor.Skip(":"))
            return ParseSlice(first);
        if (first is not { } index)
            throw cursor.Error("expected a name in quotes, an index, '*' or '?'");
        if (cursor.Current != ',')
            return new IndexStep(index);
        cursor.Move();
        return new IndexesStep([new IndexStep(index), .. ParseList(ParseInteger).Select(static next => new IndexStep(next))]);
    }

    SliceStep ParseSlice(int? start)
    {
        cursor.SkipSpaces();
        var end = ParseOptionalInteger();
        cursor.SkipSpaces();
        var step = 1;
        if (cursor.Skip(":"))
        {
            cursor.SkipSpaces();
            step = ParseOptionalInteger() ?? 1;
        }
        return step > 0 ? new SliceStep(start, end, step) : throw cursor.Error("the step of a slice must be positive");
    }

    ImmutableArray<T> ParseList<T>(Func<T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        do
        {
            cursor.SkipSpaces();
            items.Add(item());
            cursor.SkipSpaces();
        }
        while (cursor.Skip(","));
        return items.ToImmutable();
    }

    int ParseInteger() => ParseOptionalInteger() ?? throw cursor.Error("expected a whole number");

    int? ParseOptionalInteger()
    {
        var digits = (cursor.Skip("-") ? "-" : "") + cursor.TakeWhile(char.IsAsciiDigit);
        if (digits.Length == 0)
            return null;
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw cursor.Error($"'{digits}' is no index");
    }
}
