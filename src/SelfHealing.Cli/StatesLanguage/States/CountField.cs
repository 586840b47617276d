using System.Globalization;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A whole number of a Map state, or the path in its place.</summary>
sealed record CountField(string Name, long? Count, JsonPath? Path)
{
    public static CountField Read(DefinitionNode node, string name, long least, long most = int.MaxValue)
    {
        node.RefuseBoth(name);
        return new CountField(name, node.Integer(name, least, most), node.Path($"{name}Path"));
    }

    public bool IsGiven => Count is not null || Path is not null;

    /// <summary>Null if it is not given.</summary>
    public long? Evaluate(Scope scope)
    {
        if (Path is null)
            return Count;
        var value = scope.Read(Path);
        // Step Functions takes the digits of a string for a number here.
        if (value is not JsonValue || !long.TryParse(Json.Display(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw StatesErrorException.Runtime($"The {Name}Path field refers to value \"{Json.Display(value)}\" which is not a valid integer: {Path.Text}");
        return number >= 0 ? number : throw StatesErrorException.Runtime($"{Name} cannot be negative.");
    }
}
