using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A case that the code does not handle although its docstring, its return type or its siblings say what comes out then.</summary>
static class DocumentedDefault
{
    public static Finding? Find(CrashSite site)
    {
        if (site.Function is not { } function || site.RaisedInLibrary && !site.Is("StatisticsError") || site.Statement is not { } statement || !statement.Is("return_statement", "expression_statement"))
            return null;
        if (FailingCase.Of(site) is not { } failing || statement.Ancestors().TakeWhile(a => a != function.Node).Any(a => a.Is("for_statement", "while_statement", "function_definition", "lambda")))
            return null;
        var cause = $"{site.Place}: {failing.What}";
        var documented = DefaultText.Read(function.Node.Docstring(), failing.IsLookup, Others(function, failing));
        if (documented.Raises)
            return new Doubt($"{cause}.", "Its docstring says that this is an error of its own kind.");
        if (documented.Values is [var value])
            return new Repair($"{cause}, for which its docstring says {value}.", 0.9, failing.Give(statement, value));
        if (documented.Values.Count > 1)
            return new Doubt($"{cause}.", $"The docstring names several results: {string.Join(", ", documented.Values)}.");
        if (SiblingGuard.Value(site, function, failing) is var (guarded, sibling) && statement.Kind == "return_statement")
            return new Repair($"{cause}; {sibling} returns {guarded} then.", 0.82, failing.Give(statement, guarded));
        if (failing.Whole && function.ReturnType is { } annotation && IsOptional(annotation.Text) && function.Returns.All(r => r is not null && r.Kind != "none"))
            return new Repair($"{cause}, and its return type {annotation.Text} says that the result may be None.", 0.82, failing.Give(statement, "None"));
        return null;
    }

    /// <summary>The parameters that the case is not about: "0 for no hits" says nothing about seconds.</summary>
    static List<string> Others(FunctionDefinition function, FailingCase failing)
    {
        var named = failing.Condition.Split([' ', '.', '(', ')', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        var others = function.CallerParameters.Select(p => p.Name).Except(named, StringComparer.Ordinal).ToList();
        return others.Count < function.CallerParameters.Count() ? others : [];
    }

    static bool IsOptional(string annotation) =>
        annotation.StartsWith("Optional[", StringComparison.Ordinal) || annotation.StartsWith("typing.Optional[", StringComparison.Ordinal) || annotation.EndsWith("| None", StringComparison.Ordinal);
}
