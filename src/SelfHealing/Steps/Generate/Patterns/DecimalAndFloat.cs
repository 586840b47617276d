using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A float literal in a calculation with Decimal values.</summary>
static class DecimalAndFloat
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("TypeError") || !site.Message.Contains("'decimal.Decimal'", StringComparison.Ordinal) || !site.Message.Contains("'float'", StringComparison.Ordinal))
            return null;
        var sign = site.Says("unsupported operand type(s) for {}: ") is [var named] ? named.TrimEnd('=') : null;
        var literals = ValueTrace.OfLine(site).Concat(site.All("float").Select(f => (site.Module, f))).Where(v => v.Item2.Kind == "float" && (v.Item2.Line != site.Line || IsOperand(v.Item2, sign))).DistinctBy(v => (v.Item1.Path, v.Item2.Start)).ToList();
        var cause = $"{site.Place}: a Decimal is calculated with a float";
        if (literals is not [var (module, literal)])
            return new Doubt($"{cause}.", literals.Count == 0 ? "Where the float comes from is not certain." : $"Several could be the one: {string.Join(", ", literals.Select(l => l.Item2.Text))}.");
        var (name, import) = Imports.Need(module, "decimal", "Decimal");
        var changes = new List<Change> { Change.Wrap(module, literal, name + "(\"", "\")") };
        if (import is not null)
            changes.Add(import);
        return new Repair($"{cause}: {literal.Text} in {CrashSite.PlaceOf(module, literal)}. As the other amounts, it has to be a Decimal.", 0.87, changes);
    }

    /// <summary>True when the failing operator, or any where the message names none, stands beside the literal.</summary>
    static bool IsOperand(SyntaxNode literal, string? sign) =>
        literal.Parent is not { Kind: "argument_list" } && (sign is null || literal.Ancestors().Any(a => a.Kind == "augmented_assignment" || a.Kind == "binary_operator" && a.Binary()?.Operator == sign && (a.Binary()!.Value.Left.Bare() == literal || a.Binary()!.Value.Right.Bare() == literal)));
}
