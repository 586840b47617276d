using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>New handlers that hide the crash instead of mending its cause.</summary>
static partial class SwallowedErrors
{
    static readonly FrozenSet<string> AnyError = FrozenSet.Create(
        "Exception", "BaseException", "Throwable", "Error", "RuntimeException", "SystemException", "StandardError", "object");

    /// <summary>Errors that say that the code is wrong; nothing that comes from outside raises them.</summary>
    static readonly FrozenSet<string> Mistakes = FrozenSet.Create(
        "NameError", "UnboundLocalError", "AttributeError", "AssertionError", "RecursionError", "NullPointerException", "NullReferenceException",
        "NoMethodError", "StackOverflowError", "SystemStackError");

    // What may not be installed, and what an older version of it may not have.
    static readonly FrozenSet<string> Missing = FrozenSet.Create("ImportError", "ModuleNotFoundError");

    // What JavaScript and Ruby can only be asked by trying.
    static readonly string[] Tries =
        ["JSON.parse(", "new URL(", "decodeURI", "atob(", "BigInt(", "require(", "import(", "Integer(", "Float(", "Date.parse(", "Time.parse(", "URI.parse(", "URI("];

    public static IEnumerable<ReviewFinding> Find(ReviewedFile file)
    {
        if (file.After is null || file.Before is null)
            yield break;
        var known = file.Before.Functions.Select(function => function.Function).Append("").ToHashSet(StringComparer.Ordinal);
        foreach (var handler in Multiset.Minus(ErrorHandlers.In(file.After), ErrorHandlers.In(file.Before), handler => handler.Text))
        {
            if (!handler.PassesOver || handler.IsFiltered)
                continue;
            var line = handler.Site.Node.Line;
            var what = Name(file.After.Language, handler);
            var isBroad = handler.Caught.Count == 0 || handler.Caught.Any(AnyError.Contains);
            if (isBroad && !IsATry(file.After.Language, handler) && IsAroundOldCode(file, handler, known))
                yield return ReviewFinding.Refusal($"{file.Path}:{line}: {what} is new and hides every error, the crash too. Mend the cause; if an error is expected here, catch only its type and handle it.");
            else if (handler.Caught.Count > 0 && handler.Caught.Any(Mistakes.Contains) && !handler.Caught.Any(Missing.Contains) && !file.IsNew)
                yield return ReviewFinding.Refusal($"{file.Path}:{line}: {what} is new and hides a mistake in the code. Mend the mistake.");
            else
                yield return ReviewFinding.Note($"{file.Path}:{line}: {what} is new and passes over the error.");
        }
    }

    static bool IsATry(Language language, ErrorHandler handler) =>
        language is not (Language.Python or Language.Java or Language.CSharp or Language.Go)
        && handler.Guarded.Split('\n').Count(line => line.Trim().Length > 2) <= 2
        && Tries.Any(call => handler.Guarded.Contains(call, StringComparison.Ordinal));

    /// <summary>False for handlers of code that the change brings in itself.</summary>
    static bool IsAroundOldCode(ReviewedFile file, ErrorHandler handler, HashSet<string> knownFunctions)
    {
        if (file.IsNew)
            return false;
        // A new function around a call that was made without it.
        if (!knownFunctions.Contains(handler.Site.Function))
            return Called().Matches(handler.Guarded).Any(call => file.RemovedLines.Any(line => line.Contains(call.Value, StringComparison.Ordinal)));
        if (handler.Guarded.Length == 0 || file.RemovedLines.Count > 0)
            return true;
        var before = file.BeforeText.Split('\n').Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        return handler.Guarded.Split('\n').Any(line => line.Trim() is { Length: > 3 } code && before.Contains(code));
    }

    [GeneratedRegex(@"[\p{L}_][\w.]*\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Called();

    static string Name(Language language, ErrorHandler handler) => (language, handler.Site.Kind) switch
    {
        (_, "finally_clause") => "the `return` in `finally`",
        (_, "ensure") => "the `return` in `ensure`",
        (_, "assignment" or "assignment_expression" or "method_invocation") => $"`{handler.Site.Node.FirstLine(60)}`",
        (Language.Python, "with_statement") => $"the `suppress({string.Join(", ", handler.Caught)})`",
        (Language.Python, _) => handler.Caught.Count == 0 ? "the bare `except`" : $"the `except {string.Join(", ", handler.Caught)}`",
        (Language.Go, _) => "the deferred `recover()`",
        (Language.Ruby, _) => handler.Caught.Count == 0 ? "the `rescue`" : $"the `rescue {string.Join(", ", handler.Caught)}`",
        _ => handler.Caught.Count == 0 ? "the `catch`" : $"the `catch ({string.Join(" | ", handler.Caught)})`",
    };
}
