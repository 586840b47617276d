using CsCheck;
using SelfHealing.Code;
using SelfHealing.Code.Python;
using SelfHealing.Steps.Generate.Patterns;

namespace SelfHealing.Tests.Steps.Generate.Patterns;

public class EditWriterTests
{
    static readonly Gen<string> Source = Gen.Select(Gen.OneOf(Gen.Const("a = 1"), Gen.Const("b = 2"), Gen.Const(""), Gen.Const("c = (3)")).Array[1, 12], Gen.OneOf(Gen.Const("\n"), Gen.Const("\r\n")), Gen.Bool, Gen.Bool,
        (lines, end, closed, marked) => (marked ? "\uFEFF" : "") + string.Join(end, lines) + (closed ? end : ""));

    [Fact]
    public void Blocks_are_whole_lines_that_occur_once_and_give_the_changed_text() =>
        Gen.Select(Source, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((text, first, second) =>
        {
            using var module = PythonModule.Parse("a.py", text);
            var digits = text.Select((c, i) => (c, i)).Where(p => char.IsDigit(p.c)).Select(p => p.i).ToList();
            if (module is null || digits.Count == 0)
                return;
            var places = new HashSet<int> { digits[first % digits.Count], digits[second % digits.Count] };
            var expected = string.Concat(text.Select((c, i) => places.Contains(i) ? "777" : c.ToString()));

            var edits = EditWriter.Write([.. places.Select(at => new Change(module, at, at + 1, "777"))])!;

            var tree = new SourceTree("0", new Dictionary<string, string> { ["a.py"] = text });
            PatternCase.Apply(tree, edits)["a.py"].ShouldBe(expected);
            edits.ShouldAllBe(edit => IsWholeLines(text, edit.Search));
        });

    [Fact]
    public void A_change_that_breaks_the_syntax_is_not_written()
    {
        using var module = PythonModule.Parse("a.py", "a = 1\n")!;

        EditWriter.Write([new Change(module, 4, 5, "(")]).ShouldBeNull();
    }

    [Fact]
    public void Changes_that_overlap_are_not_written()
    {
        using var module = PythonModule.Parse("a.py", "a = 12\n")!;

        EditWriter.Write([new Change(module, 4, 6, "1"), new Change(module, 5, 6, "3")]).ShouldBeNull();
    }

    static bool IsWholeLines(string text, string search)
    {
        var at = text.IndexOf(search, StringComparison.Ordinal);
        return (at == 0 || text[at - 1] == '\n') && (at + search.Length == text.Length || search.EndsWith('\n'));
    }
}
