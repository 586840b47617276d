using SelfHealing.Code;
using SelfHealing.Code.Python;

namespace SelfHealing.Tests.Code.Python;

public class TypeReaderTests
{
    const string Models = """
        from dataclasses import dataclass
        from typing import Dict, List, Optional

        class Base:
            def __init__(self, name):
                self.title = "x"

        @dataclass
        class Line:
            count: int
            price: float

            @property
            def total(self) -> float:
                return self.count * self.price

            def half(self):
                return self.count // 2

        class Order(Base):
            def __init__(self, lines: List[Line], note: Optional[str] = None):
                self.lines = lines
                self.first = Line(1, 2.0)
                self.note = note

        def make():
            return Order([])

        async def load():
            return 1

        def numbers():
            yield 1
        """;

    [Theory]
    [InlineData("1", "int")]
    [InlineData("'a' + b", "str")]
    [InlineData("f'{x}'", "str")]
    [InlineData("b'x'", "bytes")]
    [InlineData("1 / 2", "float")]
    [InlineData("7 // 2", "int")]
    [InlineData("1 < 2", "bool")]
    [InlineData("None", "NoneType")]
    [InlineData("[1, 2]", "list")]
    [InlineData("[1, 2][0]", "int")]
    [InlineData("(x for x in y)", "generator")]
    [InlineData("sorted(y)", "list")]
    [InlineData("len(y)", "int")]
    [InlineData("text.strip().split(',')", "list")]
    [InlineData("Line(1, 2.0)", "Line")]
    [InlineData("Line(1, 2.0).price", "float")]
    [InlineData("Line(1, 2.0).total", "float")]
    [InlineData("Line(1, 2.0).half", "method")]
    [InlineData("make()", "Order")]
    [InlineData("make().first.count", "int")]
    [InlineData("make().lines", "list")]
    [InlineData("make().lines[0]", "Line")]
    [InlineData("make().title", "str")]
    [InlineData("load()", "coroutine")]
    [InlineData("await load()", "int")]
    [InlineData("numbers()", "generator")]
    [InlineData("unknown()", null)]
    [InlineData("make().missing", null)]
    [InlineData("1 if x else 'a'", null)]
    public void The_type_of_an_expression_follows_definitions_across_files(string expression, string? type)
    {
        using var project = new PythonProject(new SourceTree("0", new Dictionary<string, string>
        {
            ["shop/models.py"] = Models,
            ["shop/__init__.py"] = "",
            ["main.py"] = $"from shop.models import Line, load, make, numbers\nasync def run(x, y):\n    return {expression}\n",
        }));
        var main = project.At("main.py")!;
        var returned = main.Functions[0].Returns.Single()!;

        new TypeReader(new Symbols(project)).Of(returned, main)?.Name.ShouldBe(type);
        if (type is null)
            new TypeReader(new Symbols(project)).Of(returned, main).ShouldBeNull();
    }

    [Fact]
    public void A_name_with_two_types_has_none()
    {
        using var project = new PythonProject(new SourceTree("0", new Dictionary<string, string> { ["a.py"] = "x = 1\nx = 'a'\ny = x\n" }));
        var module = project.At("a.py")!;

        new TypeReader(new Symbols(project)).Of(module.Scope["y"][0].Source!, module).ShouldBeNull();
    }
}
