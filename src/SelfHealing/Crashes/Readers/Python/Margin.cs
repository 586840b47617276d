namespace SelfHealing.Crashes.Readers.Python;

/// <summary>
/// What stands left of a line of an exception group: <c>  | </c> in front of its text, <c>  + </c> in front of its header, and rules
/// such as <c>  +-+---------------- 1 ----------------</c> between its members.
/// </summary>
/// <param name="TextStart">Where the text of the line begins: after the margin, else after the indentation.</param>
/// <param name="Indent">How far the text is indented behind the margin.</param>
/// <param name="Column">The column of the margin's bar; -1 when there is no margin.</param>
/// <param name="IsRule">True for a rule.</param>
readonly record struct Margin(int TextStart, int Indent, int Column, bool IsRule)
{
    public bool IsGroup => Column >= 0;

    public static Margin Of(string line)
    {
        var at = Spaces(line, 0);
        if (at + 1 < line.Length && line[at] == '+')
        {
            if (line[at + 1] == '-')
            {
                // "+-+----" opens the members of a group: theirs is the second column.
                var column = at + 2 < line.Length && line[at + 2] == '+' ? at + 2 : at;
                return new Margin(line.Length, 0, column, IsRule: true);
            }
            if (line[at + 1] == ' ')
                return new Margin(at + 2, 0, at, IsRule: false);
        }
        if (at < line.Length && line[at] == '|' && (at + 1 == line.Length || line[at + 1] == ' '))
        {
            var text = Math.Min(at + 2, line.Length);
            var start = Spaces(line, text);
            return new Margin(start, start - text, at, IsRule: false);
        }
        return new Margin(at, at, -1, IsRule: false);
    }

    static int Spaces(string line, int from)
    {
        while (from < line.Length && line[from] is ' ' or '\t' or '\u00a0')
            from++;
        return from;
    }
}
