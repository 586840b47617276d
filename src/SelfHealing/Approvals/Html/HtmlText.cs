namespace SelfHealing.Approvals.Html;

/// <summary>A piece of HTML. It comes from a template alone, and a template encodes every value: text of strangers cannot become markup.</summary>
public sealed class HtmlText
{
    /// <summary>No HTML.</summary>
    public static readonly HtmlText Nothing = new("");

    readonly string markup;

    HtmlText(string markup) => this.markup = markup;

    /// <summary>HTML of an interpolated string: its own text is markup, what stands in its holes is text.</summary>
    public static HtmlText Of(HtmlTemplate template) => new(template.ToMarkup());

    /// <summary>The template if a condition holds.</summary>
    public static HtmlText When(bool condition, Func<HtmlText> then) => condition ? then() : Nothing;

    /// <inheritdoc/>
    public override string ToString() => markup;
}
