using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;

namespace SelfHealing.Tests.Code.Syntax.Checks;

public class SyntaxCheckTests
{
    [Theory]
    [InlineData(Language.Python, "def total(items):\n    return sum(items)\n")]
    [InlineData(Language.JavaScript, "export const total = (items) => <b>{items.length}</b>;\n")]
    [InlineData(Language.TypeScript, "function total(items: number[]): number { return 1 }\n")]
    [InlineData(Language.Tsx, "const total = (items: number[]) => <b>{items.length}</b>;\n")]
    [InlineData(Language.Java, "class A { int total() { return 1; } }\n")]
    [InlineData(Language.CSharp, "class A { int Total() => 1; }\n")]
    [InlineData(Language.Go, "package a\n\nfunc total() int { return 1 }\n")]
    [InlineData(Language.Ruby, "def total(items)\n  items.sum { |i| i }\nend\n")]
    public void Good_source_has_no_problems(Language language, string source) => SyntaxCheck.Problems(language, source).ShouldBeEmpty();

    [Theory]
    [InlineData(Language.JavaScript, "function f() {\n  return g(1;\n}\n", 2)]
    [InlineData(Language.TypeScript, "function f(a: ): void {\n  g()\n}\n", 1)]
    [InlineData(Language.Tsx, "const a = <b>{1</b>;\n", 1)]
    [InlineData(Language.Java, "class A {\n    int f() {\n        return 1\n    }\n}\n", 3)]
    [InlineData(Language.CSharp, "class A {\n    int F() {\n        return 1\n    }\n}\n", 3)]
    [InlineData(Language.Go, "package a\n\nfunc f() int {\n\treturn (1\n}\n", 4)]
    [InlineData(Language.Ruby, "def f\n  [1, 2\nend\n", 2)]
    [InlineData(Language.JavaScript, "function f() {\n  if (a) {\n    g();\n}\n", 1)]
    public void Broken_source_has_a_problem_at_its_line(Language language, string source, int line)
    {
        var problems = SyntaxCheck.Problems(language, source);

        problems.ShouldNotBeEmpty();
        var problem = problems[0];

        problem.Line.ShouldBe(line, problem.Message);
        problem.Column.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(Language.JavaScript, "if (a) {\n  break;\n}\n", 2, "'break' outside a loop or switch")]
    [InlineData(Language.TypeScript, "for (const a of b) {\n  c.forEach(() => { continue; });\n}\n", 2, "'continue' outside a loop")]
    [InlineData(Language.JavaScript, "function f() {\n  return await g();\n}\n", 2, "'await' in a function that is not async")]
    [InlineData(Language.Java, "class A { void f() { break; } }\n", 1, "'break' outside a loop or switch")]
    [InlineData(Language.CSharp, "class A { void F() { continue; } }\n", 1, "'continue' outside a loop")]
    [InlineData(Language.Go, "package a\n\nx := 1\n", 3, "statement outside of any function")]
    [InlineData(Language.Java, "class A { }\nreturn 1;\n", 2, "statement outside of any function")]
    public void Source_that_only_the_grammar_accepts_has_a_problem(Language language, string source, int line, string message)
    {
        var problems = SyntaxCheck.Problems(language, source);

        problems.Count.ShouldBe(1);
        problems[0].Line.ShouldBe(line);
        problems[0].Message.ShouldBe(message);
    }

    [Theory]
    [InlineData(Language.JavaScript, "outer: { break outer; }\nfor (;;) { switch (a) { case 1: continue; default: break; } }\nawait x;\nasync () => { await y; };\nclass A { static { for (;;) break; } async m() { await z; } }\n")]
    [InlineData(Language.Java, "class A { int f() { for (;;) { switch (a) { case 1: break; default: continue; } } } }\n")]
    [InlineData(Language.CSharp, "while (true) { break; }\nawait x;\n")]
    [InlineData(Language.Go, "package a\n\nfunc f() {\n\tfor {\n\t\tselect {\n\t\tdefault:\n\t\t\tbreak\n\t\t}\n\t\tcontinue\n\t}\n}\n")]
    public void Jumps_that_leave_something_are_fine(Language language, string source) => SyntaxCheck.Problems(language, source).ShouldBeEmpty();

    [Theory]
    [InlineData(Language.JavaScript)]
    [InlineData(Language.TypeScript)]
    [InlineData(Language.Tsx)]
    [InlineData(Language.Java)]
    [InlineData(Language.CSharp)]
    [InlineData(Language.Go)]
    [InlineData(Language.Ruby)]
    public void Nesting_a_hundred_thousand_deep_does_not_overflow_the_stack(Language language) =>
        Should.NotThrow(() => SyntaxCheck.Problems(language, new string('(', 100_000) + "1" + new string(')', 99_999)));

    [Fact]
    public void NewProblems_of_a_file_that_was_broken_before_are_those_that_the_edit_brought()
    {
        const string before = "x = = 1\ny = 2\n";

        SyntaxCheck.NewProblems(Language.Python, before, "import os\n\nx = = 1\ny = 3\n").ShouldBeEmpty();
        SyntaxCheck.NewProblems(Language.Python, before, "x = = 1\ny = (\n").ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public void NewProblems_counts_problems_that_are_alike() =>
        SyntaxCheck.NewProblems(Language.Python, "return\nx = 1\n", "return\nreturn\n").Count.ShouldBe(1);
}
