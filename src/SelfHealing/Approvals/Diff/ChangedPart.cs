namespace SelfHealing.Approvals.Diff;

/// <summary>Which characters of two lines that stand side by side differ: what is between the same start and the same end.</summary>
/// <param name="Start">Where the difference starts in both.</param>
/// <param name="LeftEnd">Where it ends in the left one.</param>
/// <param name="RightEnd">Where it ends in the right one.</param>
public sealed record ChangedPart(int Start, int LeftEnd, int RightEnd)
{
    /// <summary>The part; null when the lines have so little in common that marking it tells nothing.</summary>
    public static ChangedPart? Of(string left, string right)
    {
        var shortest = Math.Min(left.Length, right.Length);
        var start = left.AsSpan().CommonPrefixLength(right);
        var end = 0;
        while (end < shortest - start && left[^(end + 1)] == right[^(end + 1)])
            end++;
        var words = left.AsSpan(0, start).Trim().Length + left.AsSpan(left.Length - end).Trim().Length;
        return words * 3 >= shortest - (left.Length - left.AsSpan().TrimStart().Length) && words > 0
            ? new ChangedPart(start, left.Length - end, right.Length - end)
            : null;
    }
}
