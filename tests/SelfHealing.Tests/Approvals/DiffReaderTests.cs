using CsCheck;
using SelfHealing.Approvals.Diff;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Tests.Approvals;

public class DiffReaderTests
{
    static readonly string[] Lines = ["a", "b", "--- a/x", "+++ b/x", "@@ -1 +1 @@", "-", "+", ""];

    static readonly Gen<string> Text = Gen.Int[0, Lines.Length - 1].Array[0, 12]
        .Select(lines => string.Concat(lines.Select(line => Lines[line] + "\n")));

    [Fact]
    public void Replaced_lines_stand_side_by_side_and_the_rest_alone()
    {
        var diff = UnifiedDiff.Of("x.py", "one\ntwo\nthree\nfour\n", "one\nTWO\nTWO AND A HALF\nthree\n");

        var file = DiffReader.Read(diff.Text).ShouldHaveSingleItem();

        file.Path.ShouldBe("x.py");
        file.Rows.Select(row => $"{row.Left?.Number}{row.Left?.Text}|{row.Right?.Number}{row.Right?.Text}")
            .ShouldBe(["1one|1one", "2two|2TWO", "|3TWO AND A HALF", "3three|4three", "4four|"]);
    }

    [Fact]
    public void Far_changes_have_a_gap_between_them()
    {
        var before = string.Concat(Enumerable.Range(1, 40).Select(line => $"line {line}\n"));
        var after = before.Replace("line 3\n", "LINE 3\n", StringComparison.Ordinal).Replace("line 30\n", "LINE 30\n", StringComparison.Ordinal);

        var rows = DiffReader.Read(UnifiedDiff.Of("x.py", before, after).Text).ShouldHaveSingleItem().Rows;

        rows.Count(row => row == DiffRow.Gap).ShouldBe(1);
        rows.Where(row => row.IsChange).Select(row => row.Left!.Number).ShouldBe([3, 30]);
    }

    [Fact]
    public void Every_changed_line_of_a_diff_is_on_its_side_with_its_number() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var rows = DiffReader.Read(UnifiedDiff.Of("x.py", before, after).Text).SelectMany(file => file.Rows).ToList();

        foreach (var row in rows)
        {
            if (row.Left is { } left)
                left.Text.ShouldBe(before.Split('\n')[left.Number - 1]);
            if (row.Right is { } right)
                right.Text.ShouldBe(after.Split('\n')[right.Number - 1]);
        }
        var diff = UnifiedDiff.Of("x.py", before, after);
        (rows.Count(row => row.Right is not null) - rows.Count(row => row.Left is not null)).ShouldBe(diff.Added - diff.Removed);
    });
}
