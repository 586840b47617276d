namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Whether Python source compiles, as CPython's tokenizer, parser, symbol table and compiler see it.</summary>
static class PythonCheck
{
    /// <summary>The problems of a text, in order of their place.</summary>
    public static IReadOnlyList<PythonSyntaxException> Problems(string text)
    {
        try
        {
            var (module, problems) = Parser.Parse(text, Tokenizer.Tokens(text));
            return [.. problems.Concat(Analysis.Problems(module)).OrderBy(problem => problem.Position)];
        }
        catch (PythonSyntaxException problem)
        {
            return [problem];
        }
    }
}
