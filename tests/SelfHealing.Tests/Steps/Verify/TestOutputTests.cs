using CsCheck;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Tests.Steps.Verify;

public class TestOutputTests
{
    [Theory]
    [InlineData("\u001b[31mred\u001b[0m and \u001b[1;32mgreen\u001b[K", "red and green")]
    [InlineData("\u001b]0;a title\aafter", "after")]
    [InlineData("\u001b(Bplain\u001b", "Bplain")]
    [InlineData("\u001b[\u001b[31mtwice", "twice")]
    [InlineData("10 %\r50 %\r100 %\r\nnext", "10 %\n50 %\n100 %\nnext")]
    [InlineData("be\u0007ll\u0000 and\u202e reversed\ttab", "bell and reversed\ttab")]
    public void Terminal_sequences_and_control_characters_are_taken_out(string output, string plain) => TestOutput.Plain(output).ShouldBe(plain);

    [Fact]
    public void A_long_output_keeps_whole_lines_of_its_beginning_and_end()
    {
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(number => $"line {number}\n"));

        var cut = TestOutput.Shorten(lines);

        cut.Length.ShouldBeLessThan(6_100);
        cut.ShouldStartWith("line 0\nline 1\n");
        cut.ShouldEndWith("line 4998\nline 4999\n");
        cut.Split('\n').Where(line => line.Length > 0).ShouldAllBe(line => line.StartsWith("line ", StringComparison.Ordinal) || line.StartsWith('…'));
    }

    [Fact]
    public void Whatever_is_cut_stays_valid_text_of_bounded_length() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char['a', 'c'], Gen.Const('\n'), Gen.Const('\u001b'), Gen.Const('[')), 0, 400], Gen.Int[0, 40], Gen.Int[1, 40])
            .Sample((text, head, tail) =>
            {
                var emoji = TestOutput.Plain(text).Replace("a", "😀", StringComparison.Ordinal);
                var cut = TestOutput.Shorten(emoji, head, tail);
                cut.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
                cut.Length.ShouldBeLessThanOrEqualTo(emoji.Length <= head + tail ? emoji.Length : head + tail + 50);
            });

    [Fact]
    public void The_failing_part_is_the_first_failure_and_the_end()
    {
        var passing = string.Concat(Enumerable.Range(0, 500).Select(number => $"test {number} ok\n"));
        var output = $"{passing}--- FAIL: TestSweep (0.00s)\n    cart_test.go:12: want 2 carts, got 3\n{passing}FAIL\tshop/cart\t0.01s\n";

        var part = FailingPart.Of(output);

        part.Length.ShouldBeLessThan(1_960);
        part.ShouldStartWith("--- FAIL: TestSweep (0.00s)\n    cart_test.go:12: want 2 carts, got 3\n");
        part.ShouldEndWith("FAIL\tshop/cart\t0.01s");
    }

    [Fact]
    public void Without_a_failure_before_it_the_failing_part_is_the_end()
    {
        var output = string.Concat(Enumerable.Range(0, 2000).Select(number => $"step {number}\n")) + "FAILED (errors=1)\n";

        FailingPart.Of(output).ShouldEndWith("step 1999\nFAILED (errors=1)");
        FailingPart.Of(output).Length.ShouldBeInRange(1_800, 1_960);
    }

    [Theory]
    [InlineData("tests/data/carts.json", true)]
    [InlineData("shop/test_cart.py", true)]
    [InlineData("shop/conftest.py", true)]
    [InlineData("cart/cart_test.go", true)]
    [InlineData("src/cart.spec.tsx", true)]
    [InlineData("src/__tests__/cart.js", true)]
    [InlineData("src/test/java/shop/Fixtures.java", true)]
    [InlineData("src/shop/CartTests.cs", true)]
    [InlineData("Shop.Tests/Cart.cs", true)]
    [InlineData("spec/cart_spec.rb", true)]
    [InlineData("shop/cart.py", false)]
    [InlineData("shop/contest.py", false)]
    [InlineData("shop/latest.go", false)]
    [InlineData("src/inspect.ts", false)]
    [InlineData("attest/Latest.java", false)]
    public void Test_files_are_known_by_their_folders_and_names(string path, bool isTest) => TestFile.IsTest(path).ShouldBe(isTest);
}
