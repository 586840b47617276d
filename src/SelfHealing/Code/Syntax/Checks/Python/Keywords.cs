using System.Collections.Frozen;

namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>The reserved words of Python 3. <c>match</c>, <c>case</c>, <c>type</c> and <c>_</c> are not reserved.</summary>
static class Keywords
{
    static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
        "return", "try", "while", "with", "yield");

    public static bool Contains(string word) => Reserved.Contains(word);
}
