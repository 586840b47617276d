using System.Text;

namespace SelfHealing.Steps.Generate;

/// <summary>Comments of HTML and Markdown: a person who reads the page does not see them.</summary>
static class HiddenComments
{
    const string Open = "<!--";
    const string Close = "-->";

    /// <summary>The text without <c>&lt;!-- … --></c> and without Markdown's <c>[//]: # (…)</c> lines. The lines keep their number.</summary>
    /// <remarks>A comment that is not closed goes to the end, as it does on a page.</remarks>
    public static string Removed(string text)
    {
        text = Without(text, openToo: true);
        return text.Contains("[//]:", StringComparison.Ordinal) ? WithoutMarkdown(text) : text;
    }

    /// <summary>The text without whole comments. Nothing renders a log: there, a mark that is not closed hides nothing.</summary>
    public static string ClosedRemoved(string text) => Without(text, openToo: false);

    static string Without(string text, bool openToo)
    {
        var shown = new StringBuilder();
        var at = 0;
        for (var open = text.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = text.IndexOf(Open, at, StringComparison.Ordinal))
        {
            var close = text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
            if (close < 0 && !openToo)
                break;
            var end = close < 0 ? text.Length : close + Close.Length;
            shown.Append(text, at, open - at).Append('\n', text.AsSpan(open, end - open).Count('\n'));
            at = end;
        }
        return at == 0 ? text : shown.Append(text, at, text.Length - at).ToString();
    }

    static string WithoutMarkdown(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.AsSpan().TrimStart().StartsWith("[//]:") ? "" : line));
}
