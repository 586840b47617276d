using CsCheck;
using SelfHealing.Steps;

namespace SelfHealing.Tests.Steps;

public class PlainTextTests
{
    [Fact]
    public void Bidirectional_and_control_characters_are_dropped() =>
        PlainText.OneLine("a\u202Eb\u0007c\u001b[31md\u200B").ShouldBe("ab c [31md");

    [Fact]
    public void OneLine_is_one_line_whatever_comes() =>
        Gen.String.Sample(text => PlainText.OneLine(text).Any(char.IsControl).ShouldBeFalse());

    [Fact]
    public void OneLine_cuts_with_a_mark() => PlainText.OneLine(new string('x', 600), 10).ShouldBe(new string('x', 10) + "…");

    [Fact]
    public void Lines_keeps_the_lines() => PlainText.Lines("a\n\tb\u001b\u2066c\n").ShouldBe("a\n\tbc\n");
}
