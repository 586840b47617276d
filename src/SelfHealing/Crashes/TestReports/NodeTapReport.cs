using SelfHealing.Crashes.Readers;

namespace SelfHealing.Crashes.TestReports;

/// <summary>
/// Failures as <c>node --test</c> prints them where there is no terminal: in the Test Anything Protocol, with the error's name, message and
/// calls in a block of YAML below <c>not ok</c>.
/// </summary>
sealed class NodeTapReport : ITestReport
{
    /// <summary>What the line that a failure begins with begins with.</summary>
    public const string Beginning = "not ok ";

    const int MaxLines = 2000;

    readonly Dictionary<string, List<string>> fields = new(StringComparer.Ordinal);
    List<string>? block;
    int indent;
    int lines;

    public bool IsOpen { get; private set; }

    public bool Take(string line, List<string> trace)
    {
        var text = line.Trim();
        var column = Headline.Indentation(line);
        if (text.StartsWith(Beginning, StringComparison.Ordinal))
        {
            End([]);
            (IsOpen, indent, lines) = (true, column + 2, 0);
            return true;
        }
        if (!IsOpen)
            return false;
        if (++lines > MaxLines || (text.Length > 0 && column < indent))
        {
            End([]);
            return false;
        }
        if (column == indent && text == "...")
            End(trace);
        else if (column == indent || text.Length == 0)
            AddField(text);
        else
            block?.Add(line[Math.Min(column, indent + 2)..]);
        return true;
    }

    /// <summary>What is cut off before its block ends is told by nothing.</summary>
    public void End(List<string> trace)
    {
        if (fields.TryGetValue("name", out var name) && fields.TryGetValue("stack", out var stack) && stack.Count > 0)
        {
            trace.Add($"{string.Concat(name)}: {string.Join('\n', fields.GetValueOrDefault("error") ?? [])}");
            trace.AddRange([.. stack.Where(call => call.Length > 0).Select(call => "    at " + call), ""]);
        }
        fields.Clear();
        block = null;
        IsOpen = false;
    }

    void AddField(string text)
    {
        if (text.Length == 0)
        {
            block?.Add("");
            return;
        }
        block = null;
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            return;
        var value = text[(colon + 2)..];
        block = fields[text[..colon]] = value is "|-" or "|" or ">-" ? [] : [Unquoted(value)];
    }

    static string Unquoted(string value) =>
        value.Length > 1 && value[0] is '\'' or '"' or '`' && value[^1] == value[0]
            ? value[1..^1].Replace("\\" + value[0], value[..1], StringComparison.Ordinal)
            : value;
}
