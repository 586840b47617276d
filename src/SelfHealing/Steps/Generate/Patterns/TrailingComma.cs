using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A comma at the end of an assignment or return, which makes a tuple of one.</summary>
static class TrailingComma
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError", "AttributeError", "ValueError") || !site.Message.Contains("tuple", StringComparison.Ordinal))
            return null;
        var found = ValueTrace.OfLine(site).Where(v => IsTupleOfOne(v.Value)).ToList();
        if (found is not [var (module, value)])
            return null;
        if (site.Message.StartsWith("can only concatenate tuple (not \"list\")", StringComparison.Ordinal))
            return new Doubt($"{site.Place}: a tuple is joined with a list.", $"{value.Text} may be meant as a tuple of one.");
        var item = value.NamedChildren.First();
        return new Repair($"{CrashSite.PlaceOf(module, value)}: the comma after {item.Text} makes a tuple of one value; the value itself is meant, as its use in {site.Place} shows.", 0.94,
            Change.Replace(module, value, item.Text));
    }

    static bool IsTupleOfOne(SyntaxNode value) => value.Kind == "expression_list" && value.NamedChildren.Count() == 1;
}
