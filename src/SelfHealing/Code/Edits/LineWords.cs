namespace SelfHealing.Code.Edits;

/// <summary>The words and signs of a line, hashed and sorted.</summary>
sealed class LineWords
{
    readonly int[] words;

    LineWords(int[] words) => this.words = words;

    public int Count => words.Length;

    public static LineWords Of(string line)
    {
        var words = new List<int>();
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && (char.IsLetterOrDigit(line[at]) || line[at] == '_'))
                at++;
            if (at == start)
                at++;
            if (!char.IsWhiteSpace(line[start]))
                words.Add(Hash(line.AsSpan(start, at - start)));
        }
        words.Sort();
        return new LineWords([.. words]);
    }

    static int Hash(ReadOnlySpan<char> word)
    {
        var hash = 17;
        foreach (var character in word)
            hash = unchecked(hash * 31 + character);
        return hash;
    }

    /// <summary>How many words two lines share, counting repeated ones.</summary>
    public int Common(LineWords other)
    {
        var (mine, theirs, common) = (0, 0, 0);
        while (mine < words.Length && theirs < other.words.Length)
        {
            if (words[mine] == other.words[theirs])
                (mine, theirs, common) = (mine + 1, theirs + 1, common + 1);
            else if (words[mine] < other.words[theirs])
                mine++;
            else
                theirs++;
        }
        return common;
    }
}
