using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Where a None that the program trips over can come from.</summary>
static class NoneValue
{
    /// <summary>True when the exception says that a value is None.</summary>
    public static bool IsBlamed(CrashSite site) => site.Is("TypeError", "AttributeError") && site.Message.Contains("NoneType", StringComparison.Ordinal);

    /// <summary>The calls that the values on the failing line come from.</summary>
    public static IEnumerable<(PythonModule Module, SyntaxNode Call)> Calls(CrashSite site) =>
        ValueTrace.OfLine(site).Where(v => v.Value.Kind == "call");
}
