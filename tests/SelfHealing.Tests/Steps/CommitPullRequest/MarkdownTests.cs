using CsCheck;
using SelfHealing.Steps.CommitPullRequest;

namespace SelfHealing.Tests.Steps.CommitPullRequest;

public class MarkdownTests
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

    [Theory]
    [InlineData("fixes #12", "#12")]
    [InlineData("thanks @octocat", "@octocat")]
    [InlineData("closes GH-7", "GH-7")]
    [InlineData("see https://evil.example", "https://evil.example")]
    [InlineData("[skip ci]", "[skip ci]")]
    [InlineData("***NO_CI***", "NO_CI")]
    public void A_title_mentions_nobody_and_closes_nothing(string text, string reference)
    {
        Markdown.Inert(text).ShouldNotContain(reference);
        Markdown.Inert(text).Replace("\u2060", "", StringComparison.Ordinal).ShouldBe(text);
    }
}
