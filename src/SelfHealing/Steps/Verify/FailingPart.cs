namespace SelfHealing.Steps.Verify;

/// <summary>The part of a test command's output that says what failed.</summary>
/// <remarks>Python and Go say it last; Maven, Jest and `dotnet test` say it before a summary that can be long.</remarks>
static class FailingPart
{
    // With the sentence before it, as long as one problem may be in a prompt.
    const int Longest = 1_900;
    const int LongestFirst = 750;

    static readonly string[] Marks =
    [
        "Traceback (most recent call last)", "FAILED", "FAIL:", "--- FAIL", "FAIL\t", "FAIL ", "<<< FAILURE!", "<<< ERROR!", "not ok ", "panic: ",
        "AssertionError", "Error Message:", "Failure/Error:", "● ", "✕ ", "✗ ", "✖ ",
    ];

    /// <summary>All of a short output; else the first failure, where it is not at the end, and the end.</summary>
    public static string Of(string output)
    {
        var text = output.TrimEnd();
        if (text.Length <= Longest)
            return text;
        var early = text.AsSpan(0, text.Length - Longest);
        var first = early.Length;
        foreach (var mark in Marks)
        {
            if (early.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at && at < first)
                first = at;
        }
        return first == early.Length
            ? TestOutput.Shorten(text, 0, Longest)
            : TestOutput.Shorten(text[(early[..first].LastIndexOf('\n') + 1)..], LongestFirst, Longest - LongestFirst);
    }
}
