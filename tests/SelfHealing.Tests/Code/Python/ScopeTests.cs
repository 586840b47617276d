using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Tests.Code.Python;

public class ScopeTests
{
    [Fact]
    public void A_function_sees_its_own_names_and_the_modules_but_not_those_of_the_class_around()
    {
        using var module = Parse("""
            top = 1
            class Box:
                size = 2
                def show(self, extra):
                    local = extra
                    return HERE
            """);

        var visible = module.ScopeOf(Name(module, "HERE")).Visible().ToList();

        visible.ShouldBe(["self", "extra", "local", "top", "Box"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("x = HERE", "Module")]
    [InlineData("def f():\n    x = 1\n    return HERE", "Function")]
    [InlineData("class C:\n    x = HERE", "Class")]
    [InlineData("y = [HERE for x in range(3)]", "Comprehension")]
    [InlineData("f = lambda x: HERE", "Function")]
    [InlineData("def f(a=HERE):\n    return a", "Module")]
    [InlineData("class C(HERE):\n    pass", "Module")]
    public void A_place_belongs_to_the_innermost_scope_that_Python_gives_it(string source, string kind)
    {
        using var module = Parse(source);

        module.ScopeOf(Name(module, "HERE")).Kind.ToString().ShouldBe(kind);
    }

    [Theory]
    [InlineData("x = 1", "Assignment")]
    [InlineData("x: int = 1", "Assignment")]
    [InlineData("a, (x, b) = 1, (2, 3)", "Assignment")]
    [InlineData("x += 1", "Augmented")]
    [InlineData("for x in y:\n    pass", "Loop")]
    [InlineData("import x.y", "Import")]
    [InlineData("from y import z as x", "Import")]
    [InlineData("def x():\n    pass", "Function")]
    [InlineData("class x:\n    pass", "Class")]
    [InlineData("with y as x:\n    pass", "Other")]
    [InlineData("try:\n    pass\nexcept E as x:\n    pass", "Other")]
    [InlineData("if (x := 1):\n    pass", "Assignment")]
    public void Every_way_to_bind_a_name_is_known(string source, string kind)
    {
        using var module = Parse(source);

        module.Scope["x"].ShouldHaveSingleItem().Kind.ToString().ShouldBe(kind);
    }

    [Fact]
    public void A_global_statement_gives_the_name_to_the_module()
    {
        using var module = Parse("def start():\n    global state\n    state = 1\n\ndef read():\n    return state\n");

        module.ScopeOf(Name(module, "state", last: true)).Owner("state").ShouldBe(module.Scope);
    }

    [Fact]
    public void An_attribute_or_item_that_is_assigned_binds_no_name()
    {
        using var module = Parse("a.b = 1\nc[d] = 2\n");

        module.Scope.Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("def broken(:\n    pass\n")]
    [InlineData("x = (\n")]
    public void Broken_source_is_not_analysed(string source) => PythonModule.Parse("a.py", source).ShouldBeNull();

    static PythonModule Parse(string source) => PythonModule.Parse("a.py", source).ShouldNotBeNull();

    static SyntaxNode Name(PythonModule module, string name, bool last = false)
    {
        var found = module.Nodes.Where(n => n.Kind == "identifier" && n.Text == name);
        return last ? found.Last() : found.First();
    }
}
