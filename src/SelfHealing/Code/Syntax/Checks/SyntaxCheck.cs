using SelfHealing.Code.Syntax.Checks.Python;

namespace SelfHealing.Code.Syntax.Checks;

/// <summary>Whether source text is well-formed. For Python the check is as strict as the compiler; for the other languages it is
/// that of their tree-sitter grammar and a few certain rules.</summary>
public static class SyntaxCheck
{
    /// <summary>The problems of a text, in order; none when it is fine. At most the first problem is certain: a later one may follow from it.</summary>
    public static IReadOnlyList<SyntaxProblem> Problems(Language language, string text)
    {
        var positions = new LinePositions(text);
        return language == Language.Python
            ? [.. PythonCheck.Problems(text).Select(problem => positions.Problem(problem.Position, problem.Message))]
            : TreeProblems.Find(language, text);
    }

    /// <summary>The problems that an edit brought in: those of the text after it, without those that the text before it had already.
    /// Problems are the same when message and source line are, wherever the line has moved to.</summary>
    public static IReadOnlyList<SyntaxProblem> NewProblems(Language language, string before, string after)
    {
        var problems = Problems(language, after);
        if (problems.Count == 0)
            return problems;
        var known = Problems(language, before).GroupBy(problem => Key(before, problem)).ToDictionary(group => group.Key, group => group.Count());
        var added = new List<SyntaxProblem>();
        foreach (var problem in problems)
        {
            var key = Key(after, problem);
            if (known.GetValueOrDefault(key) > 0)
                known[key]--;
            else
                added.Add(problem);
        }
        return added;
    }

    static (string Message, string Line) Key(string text, SyntaxProblem problem) => (problem.Message, new LinePositions(text).Line(problem.Line).Trim());
}
