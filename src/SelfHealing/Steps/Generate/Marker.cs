namespace SelfHealing.Steps.Generate;

/// <summary>A line that opens, divides or closes a block.</summary>
/// <param name="Length">How many marker characters it has.</param>
/// <param name="Indentation">What stands before them.</param>
/// <param name="Rest">What stands after the word, such as a path.</param>
readonly record struct Marker(int Length, string Indentation, string Rest)
{
    /// <summary>The marker that opens a block; null when the line is none.</summary>
    public static Marker? Opening(string line) => Read(line, '<', "SEARCH");

    /// <summary>The marker that closes a block; null when the line is none.</summary>
    public static Marker? Closing(string line) => Read(line, '>', "REPLACE");

    /// <summary>The number of equals signs of a dividing line; 0 when the line is none.</summary>
    public static int DividerLength(string line, string indentation)
    {
        if (!line.StartsWith(indentation, StringComparison.Ordinal))
            return 0;
        var signs = line.AsSpan(indentation.Length).TrimEnd();
        return signs.Length is >= 5 and <= 9 && !signs.ContainsAnyExcept('=') ? signs.Length : 0;
    }

    static Marker? Read(string line, char sign, string word)
    {
        var text = line.AsSpan().TrimStart();
        var length = 0;
        while (length < text.Length && text[length] == sign)
            length++;
        if (length is < 5 or > 9)
            return null;
        var rest = text[length..].Trim();
        if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || rest.Length > word.Length && char.IsLetterOrDigit(rest[word.Length]))
            return null;
        return new Marker(length, line[..(line.Length - text.Length)], rest[word.Length..].Trim().ToString());
    }
}
