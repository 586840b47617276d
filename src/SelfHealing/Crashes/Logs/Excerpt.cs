namespace SelfHealing.Crashes.Logs;

/// <summary>The newest text of a stream, so that a crash can be kept with the lines that tell of it.</summary>
sealed class Excerpt
{
    // What a run's input can carry beside the rest of it.
    const int Longest = 100_000;

    // A trace can be read without its headline; people want to see it.
    const int Headline = 2;

    readonly Queue<string> texts = new();
    int length;

    public void Add(string text)
    {
        var kept = text.Length > Longest ? text[..Longest] + "\n[cut]" : text;
        texts.Enqueue(kept);
        length += kept.Length;
        while (length > Longest && texts.Count > 1)
            length -= texts.Dequeue().Length;
    }

    /// <summary>
    /// The shortest end of the text that still tells all of the crash, to within a factor of two; all of the text when no end does. What
    /// is announced before it, if anything, goes first.
    /// </summary>
    /// <param name="tells">Whether the crash can be read from these texts.</param>
    /// <param name="announces">Whether a text says what is running.</param>
    public string ShortestThat(Func<IReadOnlyList<string>, bool> tells, Func<string, bool> announces)
    {
        var all = texts.ToArray();
        for (var count = 1; count < all.Length; count *= 2)
        {
            if (!tells(all[^count..]))
                continue;
            var start = Math.Max(all.Length - count - Headline, 0);
            var announcement = Array.FindLastIndex(all, Math.Max(start - 1, 0), start, text => announces(text));
            string[] announced = announcement < 0 ? [] : [all[announcement], .. all[start..]];
            return string.Join('\n', announced.Length > 0 && tells(announced) ? announced : all[start..]);
        }
        return string.Join('\n', all);
    }
}
