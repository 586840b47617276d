using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Finds functions beside the failing one that meet the same case and return something for it.</summary>
static partial class SiblingGuard
{
    /// <summary>What all of them return, and one of them; null when there is none, or when they differ.</summary>
    public static (string Value, string Function)? Value(CrashSite site, FunctionDefinition failing, FailingCase situation)
    {
        if (situation.IsLookup || failing.Node.Docstring().Contains("rais", StringComparison.OrdinalIgnoreCase))
            return null;
        var found = new List<(string Value, string Function)>();
        foreach (var function in site.Module.Functions.Where(f => f.Node != failing.Node && f.Class == failing.Class && !IsCounterpart(f.Name, failing.Name)))
        {
            foreach (var guard in function.Node.Statements().Where(s => s.Kind == "if_statement" && s.Field("alternative") is null && Means(s.Field("condition")!, situation.Subject)))
            {
                if (guard.Field("consequence")!.NamedChildren.ToList() is not [var only])
                    continue;
                if (only.Kind == "raise_statement")
                    return null;
                if (only.Kind == "return_statement" && only.NamedChildren.FirstNode() is { } value && value.Is("integer", "float", "none", "string", "true", "false", "list", "dictionary") && Divides(function, situation.Subject))
                    found.Add((value.Text, function.Title));
            }
            foreach (var choice in function.Node.All("conditional_expression").Where(c => c.NamedChildren.Count() == 3 && c.NamedChildren.ElementAt(0).Kind == "binary_operator" && IsTrue(c.NamedChildren.ElementAt(1), situation.Subject)))
            {
                if (choice.NamedChildren.Last() is var value && value.Is("integer", "float", "none"))
                    found.Add((value.Text, function.Title));
            }
        }
        return found.Count > 0 && found.All(f => f.Value == found[0].Value) ? found[0] : null;
    }

    /// <summary>A rate of failures is 0 when there is nothing; that of successes is not.</summary>
    static bool IsCounterpart(string one, string other) => NameWords.Have(one, Good()) && NameWords.Have(other, Bad()) || NameWords.Have(one, Bad()) && NameWords.Have(other, Good());

    [GeneratedRegex(@"^(succe\w*|pass(es|ed|ing|rate)?|hit(s|rate)?|valid\w*|healthy|uptime|available|win(s|ning|ners?|rate)?|won|complete\w*|accept\w*|accura\w*)\d*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Good();

    [GeneratedRegex(@"^(fail\w*|error\w*|miss(es|ed|ing|rate)?|invalid\w*|down(time)?|loss(es|rate)?|lost|loses?|losing|losers?|drop(s|ped|ping|rate|out|off)?|reject\w*|bad|wrong\w*)\d*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Bad();

    /// <summary>True when the function does the guarded thing: divides by the subject or by its length, or takes its first, last, largest or smallest.</summary>
    static bool Divides(FunctionDefinition function, string subject) => function.Node.DescendantsAndSelf().Any(n =>
        n.Binary() is { Operator: "/" or "//" or "%" } binary && (binary.Right.Bare().Text == subject || binary.Right.Bare().Text == $"len({subject})")
        || n.IsCallOf("max", "min") && n.Arguments() is [var first, ..] && first.Text == subject
        || n.Kind == "subscript" && n.Field("value")!.Text == subject
        || n.IsMethodCall("pop", "popleft") && n.Receiver()!.Text == subject);

    static bool Means(SyntaxNode condition, string subject)
    {
        var text = condition.Bare().Text;
        return text == $"not {subject}" || text == $"{subject} == 0" || text == $"len({subject}) == 0" || text == $"not len({subject})" || text == $"{subject} <= 0" || text == $"{subject} < 1";
    }

    static bool IsTrue(SyntaxNode condition, string subject)
    {
        var text = condition.Bare().Text;
        return text == subject || text == $"{subject} != 0" || text == $"{subject} > 0" || text == $"len({subject}) > 0" || text == $"len({subject})";
    }
}
