using CsCheck;
using SelfHealing.Code;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Tests.Steps.Generate;

public class ReplyReaderTests
{
    const string Block = "a.py\n<<<<<<< SEARCH\nx = 1\n=======\nx = 2\n>>>>>>> REPLACE\n";

    [Fact]
    public void The_form_that_the_instructions_show_is_read()
    {
        var fix = ReplyReader.Read(ReplyFormat.Instructions[..ReplyFormat.Instructions.IndexOf("Rules for", StringComparison.Ordinal)]).ShouldBeOfType<Fix>();

        fix.Edits.ShouldBe([new Edit("src/example.py", "    last = items[len(items)]\n", "    last = items[len(items) - 1]\n")]);
    }

    [Theory]
    [InlineData("ROOT CAUSE: A key\nis missing.\nCONFIDENCE: 0.7\n", "A key\nis missing.", 0.7)]
    [InlineData("## Root Cause\n\nA key is missing.\n\n## Confidence\n85%\n", "A key is missing.", 0.85)]
    [InlineData("**Root cause:** A key is missing.\n**Confidence:** 8/10\n", "A key is missing.", 0.8)]
    [InlineData("Root cause: A key is missing.\n\nFix: use get.\nConfidence: high\n", "A key is missing.", 0.9)]
    [InlineData("1. Root cause: A key is missing.\n2. Confidence: .25\n", "A key is missing.", 0.25)]
    [InlineData("A key is missing.\n", "A key is missing.", 0.5)]
    [InlineData("Root cause: A key is missing.\nConfidence: 90\n", "A key is missing.", 0.9)]
    [InlineData("Root cause: A key is missing.\nConfidence: -3\n", "A key is missing.", 0.5)]
    [InlineData("Root cause: A key is missing.\nConfidence (0 to 1): 0.4\n", "A key is missing.", 0.4)]
    [InlineData("Root cause: A key is missing.\nConfidence: 85 %\n", "A key is missing.", 0.85)]
    [InlineData("Root cause: A key is missing.\nConfidence: 85 percent\n", "A key is missing.", 0.85)]
    [InlineData("Root cause: A key is missing.\nConfidence: 0,85\n", "A key is missing.", 0.85)]
    [InlineData("Root cause: A key is missing.\nConfidence: 8 out of 10\n", "A key is missing.", 0.8)]
    [InlineData("Root cause: A key is missing.\nConfidence: about 0.7, as the caller is not shown\n", "A key is missing.", 0.7)]
    [InlineData("Root cause: A key is missing.\nConfidence: **Medium-high**\n", "A key is missing.", 0.75)]
    [InlineData("Root cause: A key is missing.\nConfidence: very low\n", "A key is missing.", 0.1)]
    [InlineData("Root cause: A key is missing.\nConfidence: 7/0\n", "A key is missing.", 0.5)]
    public void Root_cause_and_confidence_are_read_in_many_spellings(string head, string rootCause, double confidence)
    {
        var fix = ReplyReader.Read(head + "\n" + Block).ShouldBeOfType<Fix>();

        fix.RootCause.ShouldBe(rootCause);
        fix.Confidence.ShouldBe(confidence, tolerance: 1e-9);
        fix.Edits.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("ROOT CAUSE: The disk is full.\nABSTAIN: Nothing in the code is wrong.", "The disk is full.", "Nothing in the code is wrong.")]
    [InlineData("```\nAbstain: not enough context\n```", "", "not enough context")]
    [InlineData("ABSTAIN", "", "No reason was given.")]
    public void An_abstention_is_read_with_its_reason(string reply, string rootCause, string reason) =>
        ReplyReader.Read(reply).ShouldBe(new Abstention(rootCause, reason));

    [Fact]
    public void The_word_in_code_is_no_abstention() =>
        ReplyReader.Read("a.py\n<<<<<<< SEARCH\nABSTAIN: 1\n=======\nABSTAIN: 2\n>>>>>>> REPLACE\n").ShouldBeOfType<Fix>();

    [Fact]
    public void A_reply_that_abstains_and_edits_is_refused() =>
        Should.Throw<UnreadableReplyException>(() => ReplyReader.Read("ABSTAIN: no\n" + Block)).Message.ShouldContain("Do one of the two");

    [Fact]
    public void Every_unreadable_block_is_named()
    {
        var reply = Block + "b.py\n<<<<<<< SEARCH\nx\n>>>>>>> REPLACE\n" + Block + "c.py\n<<<<<<< SEARCH\nx\n=======\n";

        var problems = Should.Throw<UnreadableReplyException>(() => ReplyReader.Read(reply)).Problems;

        problems.Count.ShouldBe(2);
        problems[0].ShouldStartWith("Block 2 has no '======='");
        problems[1].ShouldStartWith("The reply ends inside block 4");
    }

    [Fact]
    public void A_reply_cut_anywhere_inside_a_block_is_never_read_as_a_fix()
    {
        var start = Block.IndexOf("<<<<<<< SEARCH\n", StringComparison.Ordinal) + "<<<<<<< SEARCH\n".Length;
        for (var length = start; length < Block.Length - 1; length++)
            Should.Throw<UnreadableReplyException>(() => ReplyReader.Read(Block[..length]));
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_a_problem() =>
        Gen.OneOf([.. new[] { "<<<<<<< SEARCH\n", "=======\n", ">>>>>>> REPLACE\n", "a.py\n", "```\n", "x\n", "ABSTAIN: y\n", "ROOT CAUSE: z\n", "CONFIDENCE: 1e400\n", "\r\n", "#", "`" }.Select(Gen.Const)])
            .List[0, 12].Select(string.Concat)
            .Sample(reply =>
            {
                try
                {
                    if (ReplyReader.Read(reply) is Fix fix)
                        fix.Confidence.ShouldBeInRange(0, 1);
                }
                catch (UnreadableReplyException exception)
                {
                    exception.Problems.ShouldNotBeEmpty();
                }
            });
}
