using Command = CliWrap.Cli;
using CsCheck;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Steps.ValidateSyntax;

public class UnifiedDiffTests
{
    [Fact]
    public void Of_prints_changes_with_three_lines_around_them()
    {
        var before = string.Concat(Enumerable.Range(1, 9).Select(line => $"line {line}\n"));

        var diff = UnifiedDiff.Of("a.txt", before, before.Replace("line 5\n", "line five\n", StringComparison.Ordinal));

        diff.Text.ShouldBe(
            """
            --- a/a.txt
            +++ b/a.txt
            @@ -2,7 +2,7 @@
             line 2
             line 3
             line 4
            -line 5
            +line five
             line 6
             line 7
             line 8

            """.ReplaceLineEndings("\n"));
        (diff.Added, diff.Removed).ShouldBe((1, 1));
    }

    [Fact]
    public void Of_equal_texts_is_empty() => UnifiedDiff.Of("a.txt", "x\n", "x\n").Text.ShouldBeEmpty();

    [Fact]
    public void Git_applies_every_diff_to_exactly_the_new_text()
    {
        using var folder = new TemporaryFolder();
        var text = Gen.OneOf(new[] { "a\n", "b\n", "c\n", "\n", "d\r\n", "e" }.Select(Gen.Const).ToArray()).List[0, 30].Select(string.Concat);
        // git itself is the judge; a few dozen cases at once keep it quick.
        Gen.Select(text, text).Where((before, after) => before != after && before.Length > 0 && after.Length > 0).Sample(
            (before, after) =>
            {
                folder.Write("file", before);
                folder.Write("diff", UnifiedDiff.Of("file", before, after).Text);
                Command.Wrap("git").WithWorkingDirectory(folder).WithArguments(["apply", "--whitespace=nowarn", "diff"])
                    .WithEnvironmentVariables(new Dictionary<string, string?> { ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(folder.Path) })
                    .ExecuteAsync().GetAwaiter().GetResult();
                File.ReadAllText(folder.Combine("file")).ShouldBe(after);
            },
            iter: 60,
            threads: 1);
    }
}
