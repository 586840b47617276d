using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A dict whose keys are stored in one form, such as lower case, and looked up in another.</summary>
static class KeyForm
{
    static readonly string[] Forms = ["lower", "upper", "strip", "casefold", "title", "isoformat", "date", "hex"];

    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("KeyError"))
            return null;
        foreach (var read in site.All("subscript").Where(s => s.Field("value") is { Kind: "attribute" or "identifier" } && s.Field("subscript") is { Kind: "identifier" or "attribute" }))
        {
            var (mapping, key) = (read.Field("value")!, read.Field("subscript")!);
            var others = Uses(site.Module, mapping.Text).Where(u => u != key).ToList();
            var forms = others.Select(Form).Distinct(StringComparer.Ordinal).ToList();
            if (others.Count >= 2 && forms is [{ } form] && !HasForm(site.Message, form))
                return new Repair($"{site.Place}: every other use of {mapping.Text} takes its keys through {form}, and {read.Text} does not.", 0.9, Change.Replace(site.Module, key, form.Replace("_", key.Text, StringComparison.Ordinal)));
        }
        return null;
    }

    /// <summary>True when the missing key is in that form already, so that it is really not there.</summary>
    static bool HasForm(string message, string form) => message is ['\'', .. var key, '\''] && form switch
    {
        "_.lower()" or "_.casefold()" => !key.Any(char.IsUpper),
        "_.upper()" => !key.Any(char.IsLower),
        "_.strip()" => key == key.Trim(),
        "str(_)" => true,
        _ => false,
    };

    static string? Form(SyntaxNode key)
    {
        if (key.IsMethodCall(Forms) && key.Arguments().Count == 0)
            return $"_.{key.CalledName()}()";
        return key.IsCallOf("str", "int", "tuple") && key.Arguments().Count == 1 ? $"{key.CalledName()}(_)" : null;
    }

    static IEnumerable<SyntaxNode> Uses(PythonModule module, string mapping)
    {
        foreach (var node in module.Nodes)
        {
            if (node.Kind == "subscript" && node.Field("value")!.Text == mapping && node.Field("subscript") is { } key)
                yield return key;
            if (node.IsMethodCall("get", "pop", "setdefault") && node.Receiver()!.Text == mapping && node.Arguments() is [var first, ..])
                yield return first;
            if (node.Kind == "comparison_operator" && node.Children is [var left, { Kind: "in" or "not in" }, var right] && right.Text == mapping)
                yield return left;
        }
    }
}
