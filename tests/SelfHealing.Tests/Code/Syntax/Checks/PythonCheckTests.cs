using CsCheck;
using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;

namespace SelfHealing.Tests.Code.Syntax.Checks;

public class PythonCheckTests
{
    [Theory]
    [InlineData("if x:\n    y\n  z\n", 3, 3, "unindent does not match any outer indentation level")]
    [InlineData("if x:\n\ty\n        z\n", 3, 9, "inconsistent use of tabs and spaces in indentation")]
    [InlineData("if x:\ny\n", 2, 1, "expected an indented block after 'if' statement")]
    [InlineData("x = 1\n  y = 2\n", 2, 3, "unexpected indent")]
    [InlineData("def f(1):\n    pass\n", 1, 7, "invalid syntax at '1', expected a parameter")]
    [InlineData("if x\n    y\n", 1, 5, "unexpected end of line, expected ':'")]
    public void Layout(string source, int line, int column, string message) => Rejects(source, line, column, message);

    [Theory]
    [InlineData("x = (1, 2\ny = 3\n", 1, 5, "'(' was never closed")]
    [InlineData("x = (1, 2]\n", 1, 10, "closing parenthesis ']' does not match opening parenthesis '('")]
    [InlineData("x = 1)\n", 1, 6, "unmatched ')'")]
    [InlineData("x = 'a\n", 1, 5, "unterminated string literal")]
    [InlineData("x = '''a\n", 1, 5, "unterminated triple-quoted string literal")]
    [InlineData("x = '\\x4'\n", 1, 6, "truncated \\x escape: it needs 2 hexadecimal digits")]
    [InlineData("x = b'é'\n", 1, 7, "bytes can only contain ASCII literal characters")]
    [InlineData("x = 'a' b'b'\n", 1, 9, "invalid syntax at 'b'b'', cannot mix bytes and nonbytes literals")]
    [InlineData("x = 012\n", 1, 5, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")]
    [InlineData("x = 1__0\n", 1, 7, "invalid decimal literal")]
    [InlineData("x = 0b12\n", 1, 8, "invalid digit '2' in binary literal")]
    [InlineData("x = “a”\n", 1, 5, "invalid character '“' (U+201C)")]
    [InlineData("x\u00a0= 1\n", 1, 2, "invalid non-printable character (U+00A0)")]
    [InlineData("x = 1 \\ \n", 1, 8, "unexpected character after line continuation character")]
    [InlineData("x = 1\0\n", 1, 6, "source code cannot contain null bytes")]
    [InlineData("# coding: klingon\n", 1, 1, "unknown encoding: klingon")]
    public void Tokens(string source, int line, int column, string message) => Rejects(source, line, column, message);

    [Theory]
    [InlineData("x = f'{}'\n", "f-string: valid expression required before '}'")]
    [InlineData("x = f'{a!x}'\n", "f-string: invalid conversion character: expected 's', 'r', or 'a'")]
    [InlineData("x = f'}'\n", "f-string: single '}' is not allowed")]
    [InlineData("x = f'{a'\n", "unterminated string literal")]
    [InlineData("x = f'{lambda x: 1}'\n", "lambda expressions are not allowed without parentheses")]
    [InlineData("x = f'{a:{b:{c:{d}}}}'\n", "f-string: expressions nested too deeply")]
    public void Format_strings(string source, string message) => Rejects(source, message);

    [Theory]
    [InlineData("f() = 1\n", "cannot assign to function call")]
    [InlineData("a + 1 = 2\n", "cannot assign to expression")]
    [InlineData("None = 1\n", "cannot assign to None")]
    [InlineData("a, *b, *c = d\n", "multiple starred expressions in assignment")]
    [InlineData("*a = b\n", "starred assignment target must be in a list or tuple")]
    [InlineData("del f()\n", "cannot delete function call")]
    [InlineData("(a, b) += 1\n", "'tuple' is an illegal expression for augmented assignment")]
    [InlineData("(a, b): int\n", "only single target (not tuple) can be annotated")]
    [InlineData("for 1 in x: pass\n", "cannot assign to literal")]
    [InlineData("with a as f(): pass\n", "cannot assign to function call")]
    [InlineData("__debug__ = 1\n", "cannot assign to __debug__")]
    [InlineData("x := 1\n", "an assignment expression must be parenthesized here")]
    [InlineData("[(x := 1) for x in y]\n", "assignment expression cannot rebind comprehension iteration variable 'x'")]
    [InlineData("[y for y in (x := z)]\n", "assignment expression cannot be used in a comprehension iterable expression")]
    [InlineData("print(*a)\nx = *a\n", "a starred expression must stand in a list, tuple, set or call")]
    public void Targets(string source, string message) => Rejects(source, message);

    [Theory]
    [InlineData("f(a=1, 2)\n", "positional argument follows keyword argument")]
    [InlineData("f(**a, *b)\n", "iterable argument unpacking follows keyword argument unpacking")]
    [InlineData("f(a=1, a=2)\n", "keyword argument repeated: a")]
    [InlineData("f(1, x for x in y)\n", "a generator expression among other arguments must be parenthesized")]
    [InlineData("f(None=1)\n", "cannot assign to None")]
    [InlineData("def f(a, a): pass\n", "duplicate argument 'a' in function definition")]
    [InlineData("def f(a=1, b): pass\n", "parameter without a default follows parameter with a default")]
    [InlineData("def f(*): pass\n", "named arguments must follow bare *")]
    [InlineData("def f(*, a, /): pass\n", "/ must be ahead of *")]
    [InlineData("def f[T, T](): pass\n", "duplicate type parameter 'T'")]
    public void Arguments_and_parameters(string source, string message) => Rejects(source, message);

    [Theory]
    [InlineData("return 1\n", "'return' outside function")]
    [InlineData("class A:\n    yield\n", "'yield' outside function")]
    [InlineData("def f():\n    await x\n", "'await' outside async function")]
    [InlineData("def f():\n    [x async for x in y]\n", "asynchronous comprehension outside of an asynchronous function")]
    [InlineData("async def f():\n    yield\n    return 1\n", "'return' with value in async generator")]
    [InlineData("if x:\n    break\n", "'break' outside loop")]
    [InlineData("for x in y:\n    def f():\n        continue\n", "'continue' not properly in loop")]
    [InlineData("while x:\n    try: pass\n    except* A: break\n", "'break', 'continue' and 'return' cannot appear in an except* block")]
    [InlineData("def f():\n    [(yield) for x in y]\n", "'yield' inside list comprehension")]
    [InlineData("try: pass\nexcept: pass\nexcept A: pass\n", "default 'except:' must be last")]
    [InlineData("try: pass\nx = 1\n", "expected 'except' or 'finally' block")]
    public void Control_flow(string source, string message) => Rejects(source, message);

    [Theory]
    [InlineData("nonlocal x\n", "nonlocal declaration not allowed at module level")]
    [InlineData("def f():\n    nonlocal x\n", "no binding for nonlocal 'x' found")]
    [InlineData("def f(x):\n    global x\n", "name 'x' is parameter and global")]
    [InlineData("def f():\n    print(x)\n    global x\n", "name 'x' is used prior to global declaration")]
    [InlineData("def f():\n    from a import *\n", "import * only allowed at module level")]
    [InlineData("x = 1\nfrom __future__ import division\n", "from __future__ imports must occur at the beginning of the file")]
    [InlineData("from __future__ import braces\n", "not a chance")]
    [InlineData("from a import b,\n", "trailing comma not allowed without surrounding parentheses")]
    [InlineData("print 'x'\n", "Missing parentheses in call to 'print'")]
    [InlineData("if a <> b: pass\n", "'<>' is Python 2; write '!='")]
    public void Names_and_imports(string source, string message) => Rejects(source, message);

    [Theory]
    [InlineData("match x:\n    case a: pass\n    case 1: pass\n", "name capture 'a' makes remaining patterns unreachable")]
    [InlineData("match x:\n    case [a, a]: pass\n", "multiple assignments to name 'a' in pattern")]
    [InlineData("match x:\n    case [a] | [b]: pass\n", "alternative patterns bind different names")]
    [InlineData("match x:\n    case {1: _, True: _}: pass\n", "mapping pattern checks duplicate key True")]
    [InlineData("match x:\n    case A(b=1, b=2): pass\n", "attribute name repeated in class pattern: b")]
    public void Patterns(string source, string message) => Rejects(source, message);

    [Theory]
    [InlineData("match = case = type = _ = 1\nmatch(x)\ntype(x)\nprint\n")]
    [InlineData("type A[T: int, *U, **V = [int]] = dict[T, A]\n\ndef f[T](a: T) -> T: ...\n")]
    [InlineData("try: pass\nexcept A, B: pass\n")]
    [InlineData("x = t'{a}' t\"{b!r:>{c}}\"\n")]
    [InlineData("x = f\"{d[\"a\"]} {'\\n'.join(e)} {\n    y  # why\n}\"\n")]
    [InlineData("with (open(a) as b, open(c) as d,): pass\nwith (a, b): pass\nwith (a): pass\n")]
    [InlineData("def f(a, /, b=1, *, c, d=2, **e): return *a, *b\n")]
    [InlineData("class A:\n    def f(self):\n        nonlocal __class__\n")]
    [InlineData("x = [i for i in range(3) if i if not i]; y: int = *a, b\n")]
    [InlineData("\uFEFF# coding: utf-8\r\nif x:\r\n\ty = 1\r\n\f\r\nz = 2")]
    [InlineData("lambda *, a, **k: (yield)\nx = a if b else c if d else e\n")]
    [InlineData("async def f():\n    return [[await x async for x in y] for z in w]\n")]
    [InlineData("")]
    public void What_any_version_since_3_8_compiles_is_fine(string source) => SyntaxCheck.Problems(Language.Python, source).ShouldBeEmpty();

    public static TheoryData<string> Nested =>
    [
        "(", "[", "{1:", "f'{", "lambda: ", "not ", "-", "~", "1 ** ", "a if b else ", "x.y(", "await ", "1 + ", "[(lambda: ", "match x:\n case ", "*", "def f(a=", "x = ", "f(**", "@",
    ];

    [Theory]
    [MemberData(nameof(Nested))]
    public void Nesting_a_hundred_thousand_deep_neither_overflows_the_stack_nor_takes_long(string part) =>
        Should.NotThrow(() => SyntaxCheck.Problems(Language.Python, string.Concat(Enumerable.Repeat(part, 100_000)) + "1"));

    [Fact]
    public void Brackets_nest_two_hundred_deep_and_no_deeper()
    {
        SyntaxCheck.Problems(Language.Python, $"x = {new string('(', 200)}1{new string(')', 200)}\n").ShouldBeEmpty();

        Rejects($"x = {new string('(', 201)}1{new string(')', 201)}\n", "too many nested parentheses");
    }

    [Fact]
    public void Blocks_nest_as_deep_as_in_Python()
    {
        static string Nest(string header, int depth) =>
            string.Concat(Enumerable.Range(0, depth).Select(level => new string(' ', level) + header + "\n")) + new string(' ', depth) + "pass\n";

        SyntaxCheck.Problems(Language.Python, Nest("if x:", 99)).ShouldBeEmpty();
        Rejects(Nest("if x:", 100), "too many levels of indentation");
        SyntaxCheck.Problems(Language.Python, Nest("for x in y:", 20)).ShouldBeEmpty();
        Rejects(Nest("for x in y:", 22), "too many statically nested blocks");
    }

    [Fact]
    public void After_a_broken_statement_the_next_ones_are_checked_too()
    {
        var problems = SyntaxCheck.Problems(Language.Python, "if x = 1:\n    pass\nelse:\n    y = = 2\nz = 3\nreturn\n");

        problems.Select(problem => problem.Line).ShouldBe([1, 4, 6]);
    }

    [Fact]
    public void Any_text_gets_a_verdict_whose_places_are_in_the_text() =>
        Gen.OneOf([.. new[] { "if", "x", ":", "\n", "    ", "\t", "(", ")", "[", "{", "}", "f'", "'", "\"\"\"", "=", "def ", "lambda", "*", ",", "for ", " in ", "\\", "match", "case", "#", "é", "\r", "1", ".", "async ", "yield", "@", "!", "\0" }.Select(Gen.Const)])
            .List[0, 40].Select(string.Concat)
            .Sample(text =>
            {
                var lines = text.ReplaceLineEndings("\n").Split('\n');
                foreach (var problem in SyntaxCheck.Problems(Language.Python, text))
                {
                    problem.Line.ShouldBeInRange(1, lines.Length);
                    problem.Column.ShouldBeInRange(1, lines[problem.Line - 1].Length + 1);
                }
            });

    static void Rejects(string source, int line, int column, string message) =>
        First(source).ShouldBe(new SyntaxProblem(line, column, message));

    static void Rejects(string source, string message) => First(source).Message.ShouldContain(message);

    static SyntaxProblem First(string source)
    {
        var problems = SyntaxCheck.Problems(Language.Python, source);
        problems.ShouldNotBeEmpty();
        return problems[0];
    }
}
