using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// One object of a definition while it is read. It remembers which fields were asked for, so that the rest can be refused,
/// and collects problems instead of stopping at the first.
/// </summary>
sealed class DefinitionNode(JsonObject fields, string pointer, List<string> problems)
{
    readonly HashSet<string> known = new(["Comment"], StringComparer.Ordinal);

    public IEnumerable<string> FieldNames => fields.Select(static member => member.Key);

    public bool Has(string name)
    {
        known.Add(name);
        return fields.ContainsKey(name);
    }

    public JsonNode? Value(string name)
    {
        known.Add(name);
        return fields[name];
    }

    public void Problem(string name, string problem) => problems.Add($"{JsonPointer.Add(pointer, name)}: {problem}");

    public void Problem(string problem) => problems.Add($"{pointer}: {problem}");

    public string? Text(string name)
    {
        if (!Has(name))
            return null;
        if (Json.TryString(fields[name], out var text))
            return text;
        Problem(name, "must be a string");
        return null;
    }

    public string RequiredText(string name)
    {
        if (!Has(name))
            Problem($"{name} is missing");
        return Text(name) ?? "";
    }

    public bool? Boolean(string name) =>
        Typed<bool?>(name, "must be true or false", static value => Json.TryBoolean(value, out var flag) ? flag : null);

    public long? Integer(string name, long least, long most) =>
        Typed<long?>(name, $"must be a whole number from {least} to {most}", value =>
            Json.TryLong(value, out var number) && number >= least && number <= most ? number : null);

    public double? Number(string name, double least, double most) =>
        Typed<double?>(name, $"must be a number from {least} to {most}", value =>
            Json.TryDouble(value, out var number) && number >= least && number <= most ? number : null);

    public DateTimeOffset? Time(string name) =>
        Typed<DateTimeOffset?>(name, "must be a timestamp such as 2030-01-31T12:00:00Z", static value =>
            Json.TryString(value, out var text) && Timestamp.TryParse(text, out var time) ? time : null);

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = Typed<string[]>(name, "must be an array of strings", static value =>
            value is JsonArray items && items.All(static item => item?.GetValueKind() == JsonValueKind.String)
                ? [.. items.Select(static item => item!.GetValue<string>())]
                : null);
        return texts ?? [];
    }

    public DefinitionNode? Child(string name) =>
        Typed<DefinitionNode>(name, "must be an object", value =>
            value is JsonObject child ? new DefinitionNode(child, JsonPointer.Add(pointer, name), problems) : null);

    public IReadOnlyList<DefinitionNode> Children(string name)
    {
        var children = Typed<DefinitionNode[]>(name, "must be an array of objects", value =>
            value is JsonArray items && items.All(static item => item is JsonObject)
                ? [.. items.Select((item, i) => new DefinitionNode(item!.AsObject(), $"{JsonPointer.Add(pointer, name)}/{i}", problems))]
                : null);
        return children ?? [];
    }

    public PayloadTemplate? Template(string name) =>
        Has(name) ? PayloadTemplate.Read(fields[name], JsonPointer.Add(pointer, name), problems) : null;

    public Expression? Expression(string name) => Parsed(name, StatesLanguage.Expression.Parse);

    public JsonPath? Path(string name) => Parsed(name, JsonPath.Parse);

    /// <summary>A path field where null has a meaning of its own: the value is left out. Absent, it is the whole value.</summary>
    public JsonPath? PathOrNull(string name) => Has(name) ? Value(name) is null ? null : Path(name) : JsonPath.Whole;

    /// <summary>Refuses a field whose path stands beside it.</summary>
    public void RefuseBoth(string name)
    {
        if (Has(name) && Has($"{name}Path"))
            Problem($"there must not be both {name} and {name}Path");
    }

    /// <summary>Refuses fields of the States Language that the interpreter does not know how to run.</summary>
    public void Refuse(string name, string why)
    {
        if (Has(name))
            Problem(name, why);
    }

    /// <summary>To be called when every field that may stand here has been asked for.</summary>
    public void RefuseUnknownFields()
    {
        foreach (var name in FieldNames.Where(name => !known.Contains(name)))
            Problem(name, "there is no such field here");
    }

    T? Typed<T>(string name, string expectation, Func<JsonNode?, T?> read)
    {
        if (!Has(name))
            return default;
        var value = read(fields[name]);
        if (value is null)
            Problem(name, expectation);
        return value;
    }

    T? Parsed<T>(string name, Func<string, T> parse)
        where T : class
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            return parse(text);
        }
        catch (PathSyntaxException problem)
        {
            Problem(name, problem.Message);
            return null;
        }
    }
}
