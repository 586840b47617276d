namespace SelfHealing.Code.Syntax.Checks;

/// <summary>Lines and columns of positions in a text. Lines end with \n, \r\n or \r.</summary>
sealed class LinePositions
{
    readonly string text;
    readonly List<int> starts = [0];

    public LinePositions(string text)
    {
        this.text = text;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || text[at] == '\r' && !(at + 1 < text.Length && text[at + 1] == '\n'))
                starts.Add(at + 1);
        }
    }

    public SyntaxProblem Problem(int position, string message)
    {
        var line = starts.BinarySearch(position);
        if (line < 0)
            line = ~line - 1;
        return new SyntaxProblem(line + 1, position - starts[line] + 1, message);
    }

    /// <summary>The text of a 1-based line, with its line end.</summary>
    public string Line(int line) => text[starts[line - 1]..(line < starts.Count ? starts[line] : text.Length)];
}
