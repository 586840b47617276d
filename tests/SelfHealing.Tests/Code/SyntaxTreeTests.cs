using SelfHealing.Code.Syntax;

namespace SelfHealing.Tests.Code;

public class SyntaxTreeTests
{
    [Theory]
    [InlineData(Language.Python, "def total(items):\n    return sum(items)\n", "function_definition", "total")]
    [InlineData(Language.JavaScript, "function total(items) { return 1 }", "function_declaration", "total")]
    [InlineData(Language.TypeScript, "function total(items: number[]): number { return 1 }", "function_declaration", "total")]
    [InlineData(Language.Tsx, "function total() { return <b>1</b> }", "function_declaration", "total")]
    [InlineData(Language.Java, "class A { int total() { return 1; } }", "method_declaration", "total")]
    [InlineData(Language.CSharp, "class A { int total() { return 1; } }", "method_declaration", "total")]
    [InlineData(Language.Go, "package a\nfunc total() int { return 1 }\n", "function_declaration", "total")]
    [InlineData(Language.Ruby, "def total(items)\n  1\nend\n", "method", "total")]
    public void Every_language_parses_into_its_functions(Language language, string source, string kind, string name)
    {
        using var tree = SyntaxTree.Parse(language, source);

        tree.Root.HasError.ShouldBeFalse();
        var function = tree.Root.DescendantsAndSelf().Single(node => node.Kind == kind);
        function.Field("name")!.Text.ShouldBe(name);
    }

    [Fact]
    public void Positions_are_characters_also_after_a_byte_order_mark_and_beyond_ascii()
    {
        const string source = "\uFEFFgrüße = '😀'; total = 1\n";
        using var tree = SyntaxTree.Parse(Language.Python, source);

        tree.Root.HasError.ShouldBeFalse();
        var name = tree.Root.DescendantsAndSelf().Single(node => node.Kind == "identifier" && node.Text == "total");
        name.Start.ShouldBe(source.IndexOf("total", StringComparison.Ordinal));
        name.Line.ShouldBe(1);
    }

    [Fact]
    public void Parse_broken_source_has_an_error_node()
    {
        using var tree = SyntaxTree.Parse(Language.Python, "def total(:\n    return 1\n");

        tree.Root.HasError.ShouldBeTrue();
    }

    [Fact]
    public void Source_nested_a_hundred_thousand_deep_is_walked_without_the_stack()
    {
        using var tree = SyntaxTree.Parse(Language.Python, new string('(', 100_000) + "1" + new string(')', 100_000));

        tree.Root.DescendantsAndSelf().Count().ShouldBeGreaterThan(100_000);
    }

    [Fact]
    public void Walking_can_leave_out_the_parts_of_a_node()
    {
        using var tree = SyntaxTree.Parse(Language.Python, "def outer():\n    def inner():\n        pass\nx = 1\n");

        var kinds = tree.Root.DescendantsAndSelf(enter: node => node.Kind != "function_definition").Select(node => node.Kind).ToList();

        kinds.Count(kind => kind == "function_definition").ShouldBe(1);
        kinds.ShouldContain("assignment");
    }
}
