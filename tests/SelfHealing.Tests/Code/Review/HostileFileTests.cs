using System.Diagnostics;
using CsCheck;
using SelfHealing.Code.Review;

namespace SelfHealing.Tests.Code.Review;

/// <summary>Files that nobody would write are reviewed in bounded time and depth.</summary>
public class HostileFileTests
{
    static readonly ReviewCase[] Cases = [.. ReviewCase.Every];

    [Fact]
    public void Of_broken_text_never_throws() =>
        Gen.Select(Gen.Int[0, Cases.Length - 1], Gen.Int[0, 3000], Gen.Int[1, 40], Gen.Bool).Sample((at, start, length, before) =>
        {
            var change = Cases[at].Change;
            var broken = Cut(before ? change.Before! : change.After, start, length);
            ChangeReview.Of([before ? change with { Before = broken } : change with { After = broken }], new CrashScope(["x.py"], "because")).ShouldNotBeNull();
        }, iter: 300);

    static readonly Dictionary<string, (string Path, string Strange, string Plain)> Strange = new()
    {
        ["nested brackets"] = ("a.py", "x = " + new string('(', 50_000) + "1" + new string(')', 50_000) + "\n", "x = 1\n"),
        ["nested handlers"] = ("a.js", Repeated("try{", 20_000) + Repeated("}catch(e){}", 20_000), "f();\n"),
        ["nested conditions"] = ("a.go", "package a\nfunc f() {" + Repeated("if a {", 20_000) + Repeated("}", 20_000) + "}\n", "package a\n"),
        ["nested blocks"] = ("a.cs", "class A { void F() {" + Repeated("{", 20_000) + Repeated("}", 20_000) + "} }", "class A { }"),
        ["nested rescues"] = ("a.rb", Repeated("begin\n", 5_000) + Repeated("rescue\nend\n", 5_000), "f\n"),
        ["a long sum"] = ("a.js", "f(" + Repeated("a.b + ", 50_000) + "a);", "f();"),
        ["a long chain of calls"] = ("a.js", "a" + Repeated(".b(c)", 20_000) + ";", "a;"),
        ["a long line"] = ("a.py", "x = \"" + new string('a', 900_000) + "\"\n", "x = 1\n"),
        ["many lines"] = ("a.java", "class A {\n" + Repeated("void f() { assert a; throw b; }\n", 20_000) + "}\n", "class A { }\n"),
    };

    public static TheoryData<string> Kinds => [.. Strange.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_deep_or_long_text_ends_soon(string kind)
    {
        var (path, strange, plain) = Strange[kind];
        var time = Stopwatch.StartNew();

        ChangeReview.Of([new FileChange(path, strange, plain)]);
        ChangeReview.Of([new FileChange(path, plain, strange)]);

        time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    static string Cut(string text, int start, int length) =>
        text.Length == 0 ? text : text.Remove(start % text.Length, Math.Min(length, text.Length - start % text.Length));
}
