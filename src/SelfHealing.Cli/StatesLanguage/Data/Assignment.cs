using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The Assign field: workflow variables that a state sets when it is left.</summary>
sealed record Assignment(IReadOnlyList<KeyValuePair<string, PayloadTemplate>> Variables)
{
    // The documented limit for the name of a variable.
    const int MaxNameLength = 80;

    public static readonly IReadOnlyDictionary<string, JsonNode?> Nothing = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);

    public static Assignment Read(DefinitionNode node)
    {
        var template = node.Template("Assign");
        if (template is not (null or ObjectTemplate))
            node.Problem("Assign", "must be an object");
        var variables = (template as ObjectTemplate)?.Members ?? [];
        foreach (var (name, _) in variables.Where(static variable => !IsName(variable.Key)))
            node.Problem("Assign", $"'{name}' is no name for a variable");
        return new Assignment(variables);
    }

    public IReadOnlyDictionary<string, JsonNode?> Evaluate(Scope scope) => Variables.Count == 0
        ? Nothing
        : Variables.ToDictionary(static variable => variable.Key, variable => variable.Value.Evaluate(scope), StringComparer.Ordinal);

    static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && (char.IsLetter(name[0]) || name[0] == '_')
        && name.All(static letter => char.IsLetterOrDigit(letter) || letter == '_')
        && name != "states";
}
