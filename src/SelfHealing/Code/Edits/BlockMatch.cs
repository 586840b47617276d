namespace SelfHealing.Code.Edits;

/// <summary>A place where a SEARCH block stands in a file.</summary>
/// <param name="Start">The 0-based index of its first line.</param>
/// <param name="Count">How many lines it spans.</param>
sealed record BlockMatch(int Start, int Count)
{
    /// <summary>How the block's indentation maps to the file's; null when it is the same.</summary>
    public Indenting? Indenting { get; init; }

    /// <summary>The same for the first line alone, where it differs from the others'.</summary>
    public Indenting? FirstIndenting { get; init; }

    /// <summary>For each line of the block the index of the file's line, -1 for a blank line that the file lacks; null when they run in step.</summary>
    public IReadOnlyList<int>? Lines { get; init; }

    /// <summary>The file's line for a line of the block; -1 when there is none.</summary>
    public int LineOf(int searchLine) => Lines?[searchLine] ?? Start + searchLine;

    /// <summary>A replacement's line as it is to stand in the file.</summary>
    public string Indented(int index, string line) => (index == 0 ? FirstIndenting ?? Indenting : Indenting)?.Apply(line) ?? line;
}
