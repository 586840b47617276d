namespace SelfHealing.Approvals.Diff;

/// <summary>One file of a unified diff, as rows of two sides.</summary>
/// <param name="Path">The file.</param>
/// <param name="Rows">The rows, in order.</param>
public sealed record DiffFile(string Path, IReadOnlyList<DiffRow> Rows);

/// <summary>A row: what stood there, and what stands there then. A gap of unchanged lines has neither.</summary>
/// <param name="Left">The line before; null when the right one is new.</param>
/// <param name="Right">The line after; null when the left one goes.</param>
public sealed record DiffRow(DiffLine? Left, DiffLine? Right)
{
    /// <summary>Unchanged lines that are not shown.</summary>
    public static readonly DiffRow Gap = new(null, null);

    /// <summary>Whether the sides differ.</summary>
    public bool IsChange => Left?.Text != Right?.Text;
}

/// <summary>A line of a file.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Text">Without its line end.</param>
public sealed record DiffLine(int Number, string Text);
