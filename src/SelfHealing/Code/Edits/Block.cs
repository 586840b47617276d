namespace SelfHealing.Code.Edits;

/// <summary>The two sides of an edit as lines.</summary>
sealed record Block(IReadOnlyList<string> Search, IReadOnlyList<string> Replace)
{
    public static Block Of(Edit edit) => new(TextLines.Block(WithoutMark(edit.Search)), TextLines.Block(WithoutMark(edit.Replace)));

    /// <summary>The same without the blank lines around the SEARCH side, and as many less on the other side.</summary>
    public Block WithoutBlankEdges()
    {
        var first = Search.TakeWhile(TextLines.IsBlank).Count();
        var last = Search.Reverse().TakeWhile(TextLines.IsBlank).Count();
        var replaceFirst = Math.Min(first, Replace.TakeWhile(TextLines.IsBlank).Count());
        var replaceLast = Math.Min(last, Replace.Skip(replaceFirst).Reverse().TakeWhile(TextLines.IsBlank).Count());
        return new Block([.. Search.Skip(first).SkipLast(last)], [.. Replace.Skip(replaceFirst).SkipLast(replaceLast)]);
    }

    static string WithoutMark(string text) => text.TrimStart(TextLines.ByteOrderMark);
}
