using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SelfHealing.Steps;

namespace SelfHealing.Approvals.Html;

/// <summary>What the compiler makes of <c>HtmlText.Of($"…")</c>. There is no way to put markup in but to write it in the source.</summary>
[InterpolatedStringHandler]
public sealed class HtmlTemplate(int literalLength, int formattedCount)
{
    // Letters of all scripts stay readable; all that HTML gives a meaning is encoded.
    static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    readonly StringBuilder markup = new(literalLength + formattedCount * 16);

    /// <summary>The source's own text.</summary>
    public void AppendLiteral(string text) => markup.Append(text);

    /// <summary>Text, for an element or a quoted attribute. Characters that are not seen but change what is seen are left out.</summary>
    public void AppendFormatted(string? text) => markup.Append(Encoder.Encode(PlainText.Lines(text ?? "")));

    /// <summary>HTML, as it is.</summary>
    public void AppendFormatted(HtmlText html) => markup.Append(html);

    /// <summary>One after the other.</summary>
    public void AppendFormatted(IEnumerable<HtmlText> html) => markup.AppendJoin("", html);

    /// <summary>A style sheet or script, which is no text of strangers and may not be encoded.</summary>
    public void AppendFormatted(InlineFile file) => markup.Append(file.Text);

    /// <summary>A number.</summary>
    public void AppendFormatted(long number) => markup.Append(number.ToString(CultureInfo.InvariantCulture));

    internal string ToMarkup() => markup.ToString();
}
