using CsCheck;
using SelfHealing.Code;
using SelfHealing.Code.Edits;

namespace SelfHealing.Tests.Code.Edits;

public class EditApplierTests
{
    [Fact]
    public void Apply_shows_the_nearest_lines_of_a_text_that_is_not_there()
    {
        var result = Apply("a = 1\nb = load(path, mode)\nc = 3\n", new Edit("a.py", "b = load(name, mode)\n", "b = None\n"));

        var refusal = result.Refusals.ShouldHaveSingleItem();
        refusal.Block.ShouldBe(1);
        refusal.NearestRegion.ShouldBe("a.py:2-2\nb = load(path, mode)");
        refusal.ToString().ShouldBe(
            "Block 1 (a.py): The SEARCH text does not stand in the file. Copy the lines exactly as the file has them.\nThe nearest text is a.py:2-2\nb = load(path, mode)");
    }

    [Fact]
    public void Apply_names_every_block_that_is_refused()
    {
        var result = Apply("a = 1\n", new Edit("a.py", "zzz\n", "b\n"), new Edit("../b.py", "", "c\n"), new Edit("a.py", "a = 1\n", "a = 2\n"));

        result.IsApplied.ShouldBeFalse();
        result.Files.ShouldBeEmpty();
        result.Refusals.Select(refusal => refusal.Block).ShouldBe([1, 2]);
    }

    [Fact]
    public void Apply_without_edits_is_refused() => Apply("a = 1\n").Refusals.ShouldHaveSingleItem().Reason.ShouldBe("There are no edits to apply.");

    [Fact]
    public void Apply_counts_changed_lines_against_the_limit()
    {
        var edits = new[] { new Edit("a.py", "b = 2\n", "b = 3\nc = 4\n") };
        var tree = new SourceTree("", new Dictionary<string, string> { ["a.py"] = "a = 1\nb = 2\n" });

        EditApplier.Apply(tree, edits, limits: new EditLimits(MaxChangedLines: 3)).IsApplied.ShouldBeTrue();
        EditApplier.Apply(tree, edits, limits: new EditLimits(MaxChangedLines: 2)).Refusals.ShouldHaveSingleItem().Reason.ShouldContain("at most 2");
    }

    [Fact]
    public void Apply_refuses_through_the_given_gate()
    {
        var tree = new SourceTree("", new Dictionary<string, string> { ["a.py"] = "a = 1\n" });

        var result = EditApplier.Apply(tree, [new Edit("a.py", "a = 1\n", "a = 2\n")], new PathGate(new HashSet<string> { "a.py" }));

        result.Refusals.ShouldHaveSingleItem().Reason.ShouldContain("is a link");
    }

    [Fact]
    public void Apply_takes_time_in_proportion_to_a_large_file()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(line => $"value_{line} = compute({line}, {line % 7})\n"));
        var search = string.Concat(Enumerable.Range(0, 300).Select(line => $"value_{line} = compute({line}, {line % 5})\n"));

        Apply(text, new Edit("a.py", search, "x = 1\n")).IsApplied.ShouldBeFalse();
    }

    static readonly Gen<string> Line = Gen.OneOf([.. new[] { "a", "b", "", " ", "    c", "\td", "x = 1", "...", "# e" }.Select(Gen.Const)]);

    [Fact]
    public void A_text_that_stands_once_is_replaced_and_nothing_else_changes() =>
        Gen.Select(Line.List[0, 6], Gen.Int[0, 99], Line.List[0, 6], Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n")), Gen.Bool, Gen.Bool)
            .Sample((before, number, after, end, hasMark, endsOpen) =>
            {
                string Text(string middle) => (hasMark ? "\uFEFF" : "")
                    + string.Join(end, [.. before, middle, .. after]) + (endsOpen && after.Count == 0 ? "" : end);

                var result = Apply(Text($"  unique{number}"), new Edit("a.py", $"  unique{number}\n", $"  other{number}\n"));

                result.Files.ShouldHaveSingleItem().Value.ShouldBe(Text($"  other{number}"));
            });

    [Fact]
    public void Any_edit_of_any_text_is_applied_or_refused_with_a_reason() =>
        Gen.Select(Line.List[0, 8], Line.List[0, 4], Line.List[0, 4]).Sample((file, search, replace) =>
        {
            var result = Apply(string.Join('\n', file), new Edit("a.py", string.Join('\n', search), string.Join('\n', replace)));

            result.Refusals.ShouldAllBe(refusal => refusal.Reason.Length > 10);
            result.Files.Count.ShouldBe(result.IsApplied ? 1 : 0);
        });

    static EditResult Apply(string text, params Edit[] edits) =>
        EditApplier.Apply(new SourceTree("", new Dictionary<string, string> { ["a.py"] = text }), edits);
}
