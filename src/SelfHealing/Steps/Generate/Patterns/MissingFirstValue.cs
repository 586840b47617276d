using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A variable or attribute that is counted up or added to without ever getting a first value.</summary>
static partial class MissingFirstValue
{
    public static Finding? Find(CrashSite site)
    {
        if (MissingGlobal.Name(site) is { } local)
            return OfLocal(site, local);
        return site.Is("AttributeError") && site.Says("'{}' object has no attribute '{}'") is [var type, var name] ? OfAttribute(site, type, name) : null;
    }

    static Finding? OfLocal(CrashSite site, string name)
    {
        if (site.Function is not { } function)
            return null;
        var scope = site.Module.ScopeWithin(function.Node);
        if (scope[name].Count == 0 || scope[name].Any(b => b.Kind != BindingKind.Augmented) || scope.Parent?.Owner(name) is not null)
            return null;
        var first = scope[name][0];
        var value = First(site, site.Module, first.Node.Parent!);
        var cause = $"{site.Place}: '{name}' is added to and has no value before";
        if (value is null)
            return new Doubt($"{cause}.", "Its first value is not certain.");
        if (IsReadInAnOuterLoop(site, function, first.Node))
            return new Doubt($"{cause}.", "An outer loop reads it, so it may have to start again in each of its rounds.");
        var loop = first.Node.Ancestors().TakeWhile(a => a != function.Node).Last(a => a.IsStatement());
        return new Repair($"{cause}; it has to start at {value}.", 0.88, Change.LinesBefore(site.Module, loop, $"{name} = {value}"));
    }

    static Finding? OfAttribute(CrashSite site, string typeName, string name)
    {
        if (site.Symbols.ClassesNamed(typeName) is not [var type] || site.Symbols.MembersOf(type) is not { } members)
            return null;
        if (members.All[name].Any(m => m.Kind != MemberKind.SelfAttribute || m.Value is not null))
            return null;
        var values = type.Methods.SelectMany(m => Uses(site, m, name)).Distinct(StringComparer.Ordinal).ToList();
        if (values.Count == 0)
            return null;
        var cause = $"{site.Place}: {type.Name} objects use '{name}' and never give it a first value";
        if (values is [var only] && (LacksWhatIsCalled(type, name, only) || only == "0" && (NameWords.Have(type.Module.Text, Start()) || NamesABase().IsMatch(type.Module.Text))))
            return new Doubt($"{cause}.", "What it starts as is not certain.");
        if (values is not [var value] || type.Method("__init__") is not { } init || type.IsDataclass)
            return new Doubt($"{cause}.", "Its first value, or where to set it, is not certain.");
        return new Repair($"{cause}. It has to start as {value} in __init__.", 0.87, Change.LinesAfter(type.Module, init.Node.Statements()[^1], $"self.{name} = {value}"));
    }

    /// <summary>The first values that a method's uses of the attribute ask for.</summary>
    static IEnumerable<string> Uses(CrashSite site, FunctionDefinition method, string name)
    {
        foreach (var use in method.Node.All("attribute").Where(a => a.IsSelfAttribute(name)))
        {
            if (use.Parent is { Kind: "augmented_assignment" } step && step.Field("left") == use && First(site, method.Module, step) is { } value)
                yield return value;
            if (use.Parent is { Kind: "attribute" } next && next.Parent is { Kind: "call" } && next.Field("attribute")!.Text is "append" or "add" or "appendleft" && next.Field("attribute")!.Text is var called)
                yield return called == "add" ? "set()" : "[]";
            if (use.Parent is { Kind: "subscript" } item && item.Field("value") == use && Names.IsWritten(item))
                yield return "{}";
        }
    }

    /// <summary>True when a loop around the one that adds up reads the sum: each of its rounds may have one of its own.</summary>
    static bool IsReadInAnOuterLoop(CrashSite site, FunctionDefinition function, SyntaxNode step)
    {
        var loops = step.Ancestors().TakeWhile(a => a != function.Node).Where(a => a.Is("for_statement", "while_statement")).ToList();
        return loops is [var inner, .., var outer] && Names.Variables(site.Module, step.Text).Any(n => n.Start >= outer.Start && n.End <= outer.End && (n.Start < inner.Start || n.End > inner.End));
    }

    /// <summary>True when the code calls methods of the attribute that its first value would not have: popleft() of a list.</summary>
    static bool LacksWhatIsCalled(ClassDefinition type, string name, string value) => value switch { "[]" => "list", "{}" => "dict", "set()" => "set", _ => null } is { } made
        && type.Methods.SelectMany(m => m.Node.All("attribute")).Any(a => a.Field("object")!.IsSelfAttribute(name) && !BuiltinTypes.Attributes(made).Contains(a.Field("attribute")!.Text));

    /// <summary>What is taken away from has to be there before; and only what is a number by its form starts at 0.</summary>
    static string? First(CrashSite site, PythonModule module, SyntaxNode step) => step.Binary() is not { Operator: "+=" } binary ? null : site.Types.Of(binary.Right, module)?.Name switch
    {
        "str" => "\"\"",
        "list" => "[]",
        "int" or "float" => "0",
        null => binary.Right.Kind == "list" ? "[]" : IsNumber(binary.Right) || CountsWith(module, step) ? "0" : null,
        _ => null,
    };

    /// <summary>True for a number, a calculation, and a call that gives a number.</summary>
    static bool IsNumber(SyntaxNode value) => value.Bare() is var bare
        && (bare.Is("integer", "float") || bare.Binary() is { Operator: "*" or "/" or "//" or "-" or "**" or "%" } || bare.IsCallOf("len", "int", "float", "sum", "abs", "round"));

    /// <summary>True when the function divides, multiplies, subtracts or rounds the variable.</summary>
    static bool CountsWith(PythonModule module, SyntaxNode step) => step.Function() is { } function && step.Field("left") is { } counted && function.DescendantsAndSelf().Any(n =>
        n.Kind == "binary_operator" && n.Binary() is { Operator: "*" or "/" or "//" or "-" } binary && (binary.Left.Bare().Text == counted.Text || binary.Right.Bare().Text == counted.Text)
        || n.IsCallOf("round") && n.Arguments() is [var first, ..] && first.Text == counted.Text);

    /// <summary>Words that say that counting starts somewhere else than at 0.</summary>
    [GeneratedRegex(@"^(first|start(s|ed|ing)?|initial\w*|begin(s|ning)?|capacity)\d*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Start();

    /// <summary>id_base and BASE_ID say so too; a database and a BaseException do not.</summary>
    [GeneratedRegex(@"((^|[^A-Za-z])(base|BASE)|[a-z]Base)([^A-Za-z]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NamesABase();
}
