using SelfHealing.Code;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.Generate;

/// <summary>One reply of a model, read.</summary>
/// <param name="Reply">The artifact with its text.</param>
/// <param name="Proposal">What it proposes; null when it cannot be read.</param>
/// <param name="Problems">Why it cannot be read.</param>
sealed record Sample(string Reply, Proposal? Proposal, IReadOnlyList<string> Problems)
{
    /// <summary>Reads a reply. Its edits are those of the real files, whatever was shown of them.</summary>
    public static Sample Read(string reference, string text, SourceTree tree)
    {
        try
        {
            var proposal = ReplyReader.Read(text);
            return new Sample(reference, proposal is Fix fix ? fix with { Edits = ShownCode.Restored(fix.Edits, tree) } : proposal, []);
        }
        catch (UnreadableReplyException unreadable)
        {
            return new Sample(reference, Proposal: null, unreadable.Problems);
        }
    }

    /// <summary>The fix, tried on the files; null for an abstention or an unreadable reply.</summary>
    public ValidatedEdits? TriedOn(SourceTree tree) => Proposal is Fix fix ? ValidatedEdits.Of(tree, fix.Edits) : null;
}
