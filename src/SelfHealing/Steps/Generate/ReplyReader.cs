namespace SelfHealing.Steps.Generate;

/// <summary>Reads a model's reply in the form of <see cref="ReplyFormat"/>. Prose and code fences around or inside the blocks, headings
/// in Markdown, and marker lines of 5 to 9 characters are taken in stride.</summary>
public static class ReplyReader
{
    const int MaxLength = 2_000_000;

    /// <summary>What the reply proposes. A confidence that is missing or no number is 0.5.</summary>
    /// <exception cref="UnreadableReplyException">It holds neither readable blocks nor an abstention, or it ends too early.</exception>
    public static Proposal Read(string reply)
    {
        if (reply.Length > MaxLength)
            throw new UnreadableReplyException([$"The reply has {reply.Length} characters; at most {MaxLength} are read."]);
        var lines = reply.ReplaceLineEndings("\n").Split('\n');
        var problems = new List<string>();
        var (edits, prose) = ReplyBlocks.Read(lines, problems);
        if (problems.Count > 0)
            throw new UnreadableReplyException(problems);
        var notes = ReplyNotes.Read(prose);
        return (notes.Abstention, edits) switch
        {
            ({ } reason, []) => new Abstention(notes.RootCause, reason),
            ({ }, _) => throw new UnreadableReplyException(["The reply abstains and proposes a change. Do one of the two."]),
            (null, []) => throw new UnreadableReplyException([NoBlocks(lines)]),
            _ => new Fix(notes.RootCause, notes.Confidence ?? 0.5, edits),
        };
    }

    /// <summary>The root cause that a reply names, whatever else is wrong with it; empty when it names none.</summary>
    public static string RootCauseOf(string reply) =>
        reply.Length > MaxLength ? "" : ReplyNotes.Read(ReplyBlocks.Read(reply.ReplaceLineEndings("\n").Split('\n'), problems: []).Prose).RootCause;

    static string NoBlocks(string[] lines) =>
        Array.Exists(lines, line => line.StartsWith("@@ ", StringComparison.Ordinal) || line.StartsWith("diff --git ", StringComparison.Ordinal))
            ? "The reply is a diff. Write the change as SEARCH/REPLACE blocks."
            : "The reply holds no SEARCH/REPLACE block and no line that begins with ABSTAIN.";
}
