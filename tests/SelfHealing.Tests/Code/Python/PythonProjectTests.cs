using SelfHealing.Code;
using SelfHealing.Code.Python;

namespace SelfHealing.Tests.Code.Python;

public class PythonProjectTests
{
    [Theory]
    [InlineData("shop.models", "main.py", "shop/models.py")]
    [InlineData("shop", "main.py", "shop/__init__.py")]
    [InlineData("lib.text", "main.py", "src/lib/text.py")]
    [InlineData(".models", "shop/cart.py", "shop/models.py")]
    [InlineData("..tools", "shop/sub/deep.py", "shop/tools.py")]
    [InlineData(".", "shop/cart.py", "shop/__init__.py")]
    [InlineData("helper", "scripts/run.py", "scripts/helper.py")]
    [InlineData("twice", "main.py", null)]
    [InlineData("json", "main.py", null)]
    [InlineData("...far", "main.py", null)]
    public void An_import_leads_to_its_file(string name, string from, string? expected)
    {
        using var project = Project("main.py", "shop/__init__.py", "shop/models.py", "shop/cart.py", "shop/tools.py", "shop/sub/__init__.py", "shop/sub/deep.py",
            "src/lib/text.py", "scripts/run.py", "scripts/helper.py", "a/twice.py", "b/twice.py");

        project.PathOf(name, from).ShouldBe(expected);
    }

    [Fact]
    public void A_class_has_the_members_of_its_bases_and_says_when_there_may_be_more()
    {
        using var project = new PythonProject(new SourceTree("0", new Dictionary<string, string>
        {
            ["base.py"] = "class Base:\n    kind = 1\n    def __init__(self):\n        self.name, self.size = 'a', 2\n",
            ["own.py"] = "from base import Base\nimport lib\nclass Own(Base):\n    def run(self):\n        pass\nclass Other(lib.Thing):\n    pass\n",
        }));
        var symbols = new Symbols(project);
        var own = project.At("own.py")!;

        var members = symbols.MembersOf(own.ClassNamed("Own")!);

        members.Names.ShouldBe(["run", "kind", "__init__", "name", "size"], ignoreOrder: true);
        members.IsComplete.ShouldBeTrue();
        symbols.MembersOf(own.ClassNamed("Other")!).IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Classes_that_are_their_own_bases_end()
    {
        using var project = new PythonProject(new SourceTree("0", new Dictionary<string, string> { ["a.py"] = "class A(B):\n    x = 1\nclass B(A):\n    y = 2\n" }));

        new Symbols(project).MembersOf(project.At("a.py")!.ClassNamed("A")!).Names.ShouldBe(["x", "y"], ignoreOrder: true);
    }

    static PythonProject Project(params string[] paths) => new(new SourceTree("0", paths.ToDictionary(p => p, _ => "", StringComparer.Ordinal)));
}
