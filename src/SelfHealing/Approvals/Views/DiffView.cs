using System.Globalization;
using System.Text;
using SelfHealing.Approvals.Diff;
using SelfHealing.Approvals.Html;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Approvals.Views;

/// <summary>A change side by side, in colours. What a line hides from the eye is shown.</summary>
static class DiffView
{
    // Nobody reads longer lines or more rows; the pull request has them.
    const int LongestLine = 1000;
    const int MostRows = 1500;

    public static HtmlText Render(ShownFile file, ChangedFile? counts)
    {
        var rows = file.Diff.Rows.Take(MostRows).Select(row => Row(row, file)).ToList();
        return HtmlText.Of($"""
            <div class="file">
            <h3 class="path">{file.Diff.Path} {HtmlText.When(counts is not null, () => Counts(counts!))}</h3>
            <table class="diff">
            <caption class="unseen">Changes of {file.Diff.Path}, before on the left, after on the right</caption>
            <colgroup><col class="no"><col><col class="no"><col></colgroup>
            <thead class="unseen"><tr><th scope="col">Line before</th><th scope="col">Before</th><th scope="col">Line after</th><th scope="col">After</th></tr></thead>
            <tbody>
            {rows}
            </tbody>
            </table>
            {HtmlText.When(file.Diff.Rows.Count > MostRows, () => HtmlText.Of($"<p class=\"hint\">{file.Diff.Rows.Count - MostRows} rows more are not shown.</p>"))}
            </div>
            """);
    }

    static HtmlText Counts(ChangedFile counts) => HtmlText.Of($"""<span class="counts"><span class="plus">+{counts.Added}</span> <span class="minus">−{counts.Removed}</span></span>""");

    static HtmlText Row(DiffRow row, ShownFile file)
    {
        if (row == DiffRow.Gap)
            return HtmlText.Of($"""<tr class="gap"><td colspan="4"><span class="unseen">Lines left out</span>⋯</td></tr>""");
        if (!row.IsChange)
            return HtmlText.Of($"""<tr class="same">{Side(row.Left, "", file.Before, null)}{Side(row.Right, "", file.After, null)}</tr>""");
        var part = row is { Left: { } left, Right: { } right } ? ChangedPart.Of(left.Text, right.Text) : null;
        return HtmlText.Of($"""
            <tr class="change">{Side(row.Left, "del", file.Before, part is null ? null : part.Start..part.LeftEnd)}{Side(row.Right, "ins", file.After, part is null ? null : part.Start..part.RightEnd)}</tr>
            """);
    }

    static HtmlText Side(DiffLine? line, string kind, CodeColours? colours, Range? part)
    {
        if (line is null)
            return HtmlText.Of($"""<td class="no none"></td><td class="code none"></td>""");
        var code = Code(line, colours, part, showsLineEnd: kind.Length > 0);
        return kind switch
        {
            "del" => HtmlText.Of($"""<td class="no del">{line.Number}</td><td class="code del"><del>{code}</del></td>"""),
            "ins" => HtmlText.Of($"""<td class="no ins">{line.Number}</td><td class="code ins"><ins>{code}</ins></td>"""),
            _ => HtmlText.Of($"""<td class="no">{line.Number}</td><td class="code">{code}</td>"""),
        };
    }

    static List<HtmlText> Code(DiffLine line, CodeColours? colours, Range? part, bool showsLineEnd)
    {
        var text = showsLineEnd ? line.Text : line.Text.TrimEnd('\r');
        var length = Math.Min(text.Length, LongestLine);
        var tokens = colours is null ? [] : colours.OfLine(line);
        var (from, to) = part is { } range ? (range.Start.Value, range.End.Value) : (0, 0);
        var pieces = new List<HtmlText>();
        for (var start = 0; start < length;)
        {
            var look = LookOf(start, tokens, from, to, text);
            var end = start + 1;
            while (end < length && LookOf(end, tokens, from, to, text) == look)
                end++;
            // Surrogates stay together.
            if (end < length && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end]))
                end++;
            pieces.Add(Piece(text[start..end], look));
            start = end;
        }
        if (text.Length > LongestLine)
            pieces.Add(HtmlText.Of($"""<span class="hidden">… {text.Length - LongestLine} more</span>"""));
        return pieces;
    }

    static HtmlText Piece(string text, Look look)
    {
        var piece = look.IsHidden ? HtmlText.Of($"""<span class="hidden">{Names(text)}</span>""") : look.Token switch
        {
            CodeColours.Token.Comment => HtmlText.Of($"""<span class="c">{text}</span>"""),
            CodeColours.Token.Text => HtmlText.Of($"""<span class="s">{text}</span>"""),
            CodeColours.Token.Number => HtmlText.Of($"""<span class="n">{text}</span>"""),
            CodeColours.Token.Keyword => HtmlText.Of($"""<span class="k">{text}</span>"""),
            _ => HtmlText.Of($"{text}"),
        };
        return look.IsChanged ? HtmlText.Of($"<mark>{piece}</mark>") : piece;
    }

    static Look LookOf(int at, ReadOnlySpan<CodeColours.Token> tokens, int from, int to, string text) =>
        new(at < tokens.Length ? tokens[at] : CodeColours.Token.Plain, at >= from && at < to, IsHidden(text[at]));

    // Characters that a reader does not see and a compiler does, such as those that turn the direction of text around.
    static bool IsHidden(char character) => character != '\t' && (char.IsControl(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    static string Names(string hidden)
    {
        var names = new StringBuilder();
        foreach (var character in hidden)
            names.Append(CultureInfo.InvariantCulture, $"U+{(int)character:X4}");
        return names.ToString();
    }

    readonly record struct Look(CodeColours.Token Token, bool IsChanged, bool IsHidden);
}
