using System.Text.RegularExpressions;
using CsCheck;
using SelfHealing.Steps;
using SelfHealing.Steps.CommitPullRequest;

namespace SelfHealing.Tests.Steps.CommitPullRequest;

public partial class MarkdownTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("```\n@everyone\n```")]
    [InlineData("````\n<script>")]
    public void Text_cannot_close_its_fence(string text)
    {
        var lines = Markdown.Fence(text, "text").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var fence = lines[^1];

        fence.ShouldAllBe(tick => tick == '`');
        lines[0].ShouldBe(fence + "text");
        lines[1..^1].ShouldNotContain(line => line.TrimStart().StartsWith(fence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_fence_holds_no_line_that_begins_as_a_command() =>
        Markdown.Fence("/approve\n/lgtm", "text").Split('\n').ShouldNotContain(line => line.StartsWith('/'));

    [Fact]
    public void No_text_can_close_its_code_span() =>
        Gen.String[Gen.OneOf(Gen.Const('`'), Gen.Char)].Where(text => !string.IsNullOrWhiteSpace(text)).Sample(text =>
        {
            var span = Markdown.Code(text);
            var open = span.TakeWhile(tick => tick == '`').Count();
            var inner = span[open..^open];
            inner.ShouldNotContain(new string('`', open));
        });

    [Fact]
    public void No_text_can_close_its_fence_however_it_is_cut() =>
        Gen.Select(Strange, Gen.Int[60, 400]).Sample((text, most) =>
        {
            var block = Markdown.Fence(text, "text", most, "cut");
            var fence = new string('`', block.TakeWhile(tick => tick == '`').Count());
            // Any of these ends a line in Markdown.
            var lines = block.TrimEnd('\n').Split(['\n', '\r']);
            lines[^1].ShouldBe(fence);
            lines[1..^1].ShouldNotContain(line => line.TrimStart().StartsWith(fence, StringComparison.Ordinal));
            if (fence.Length < 10)
                block.Length.ShouldBeLessThanOrEqualTo(most);
        });

    [Fact]
    public void A_long_text_is_cut_after_a_line_and_says_so()
    {
        var block = Markdown.Fence(string.Join('\n', Enumerable.Range(1000, 100)), "diff", 100, "see the files");

        block.Length.ShouldBeLessThanOrEqualTo(100);
        block.ShouldStartWith("```diff\n1000\n1001\n");
        block.ShouldEndWith("\n[... see the files]\n```\n");
    }

    [Fact]
    public void No_title_mentions_links_or_references() =>
        Strange.Sample(text => Effective().IsMatch(Markdown.Inert(PlainText.OneLine(text))).ShouldBeFalse());

    static readonly Gen<string> Strange = Gen.OneOf(
        (Gen<string>)Gen.OneOf("```", "`", "~~~", "\n", "\r", "@ada", "#1", "fixes ", "GH-1", "gh-2", "[skip ci]", "https://x.y", "\u200B", "\u202E", "\u2028", "<!--", "-->", "\uD83D\uDE00", " "),
        Gen.Char.Select(character => character.ToString())).Array[0, 40].Select(string.Concat);

    [GeneratedRegex(@"@\w|#\d|\bGH-\d|://\w|\[skip", RegexOptions.IgnoreCase)]
    private static partial Regex Effective();

    [Theory]
    [InlineData("fixes #12", "#12")]
    [InlineData("thanks @octocat", "@octocat")]
    [InlineData("closes GH-7", "GH-7")]
    [InlineData("fixes acme/orders#12", "#12")]
    [InlineData("Fixes: gh-7", "gh-7")]
    [InlineData("done [skip ci]", "[skip ci]")]
    [InlineData("see https://evil.example", "https://evil.example")]
    [InlineData("[skip ci]", "[skip ci]")]
    [InlineData("***NO_CI***", "NO_CI")]
    public void A_title_mentions_nobody_and_closes_nothing(string text, string reference)
    {
        Markdown.Inert(text).ShouldNotContain(reference);
        Markdown.Inert(text).Replace("\u2060", "", StringComparison.Ordinal).ShouldBe(text);
    }
}
