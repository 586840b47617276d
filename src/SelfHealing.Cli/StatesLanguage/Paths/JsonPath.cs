using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>What a path starts from: <c>$</c> the data, <c>$$</c> the context object, <c>$name</c> a workflow variable.</summary>
enum PathRoot
{
    Data,
    Context,
    Variable,
}

/// <summary>
/// A JSONPath as the States Language uses it. A definite path (names and single indexes) selects one value; any other path
/// selects an array of values, which may be empty.
/// </summary>
/// <param name="Text">The path as written.</param>
/// <param name="Variable">The name of the variable, when that is the root.</param>
sealed record JsonPath(string Text, PathRoot Root, string? Variable, ImmutableArray<PathStep> Steps)
{
    /// <summary>More values than any payload can hold: a path that selects so many is stopped.</summary>
    public const int MaxSelected = 200_000;

    /// <summary><c>$</c></summary>
    public static readonly JsonPath Whole = Parse("$");

    public bool IsDefinite => Steps.All(static step => step.IsDefinite);

    /// <summary>A reference path names exactly one place, so that a value can be put there.</summary>
    public bool IsReference => Steps.All(static step => step is NameStep or IndexStep { Index: >= 0 });

    /// <exception cref="PathSyntaxException">The text is no path.</exception>
    public static JsonPath Parse(string text) => new JsonPathParser(text).ParseWhole();

    /// <summary>Selects from the value that <see cref="Root"/> stands for.</summary>
    public Selection Select(JsonNode? root)
    {
        if (IsDefinite)
            return SelectOne(root);
        var selected = SelectAll(root, Steps, root);
        return Selection.Of(new JsonArray([.. selected.Select(static node => node?.DeepClone())]));
    }

    /// <summary>Follows steps one after the other, keeping every value on the way in document order.</summary>
    internal static List<JsonNode?> SelectAll(JsonNode? from, ImmutableArray<PathStep> steps, JsonNode? root)
    {
        List<JsonNode?> current = [from];
        foreach (var step in steps)
        {
            List<JsonNode?> next = [];
            foreach (var node in current)
            {
                step.Select(node, root, next);
                if (next.Count > MaxSelected)
                    throw StatesErrorException.Runtime($"A path selects more than {MaxSelected} values.");
            }
            current = next;
        }
        return current;
    }

    Selection SelectOne(JsonNode? root)
    {
        var current = root;
        List<JsonNode?> found = [];
        for (var i = 0; i < Steps.Length; i++)
        {
            found.Clear();
            Steps[i].Select(current, root, found);
            if (found.Count == 0)
                return Selection.Missing(Explain(i, current));
            current = found[0];
        }
        return Selection.Of(current);
    }

    string Explain(int step, JsonNode? at)
    {
        var place = "$" + string.Concat(Steps.Take(step + 1));
        if (Steps[step] is NameStep && at is not JsonObject)
            return $"Expected to find an object with property {Steps[step]} in path ${string.Concat(Steps.Take(step))}";
        return step == Steps.Length - 1 ? $"No results for path: {place}" : $"Missing property in path {place}";
    }

    public override string ToString() => Text;
}

/// <summary>What a path selected, or why it selected nothing.</summary>
readonly record struct Selection(bool IsFound, JsonNode? Value, string Problem)
{
    public static Selection Of(JsonNode? value) => new(IsFound: true, value, "");

    public static Selection Missing(string problem) => new(IsFound: false, null, problem);
}
