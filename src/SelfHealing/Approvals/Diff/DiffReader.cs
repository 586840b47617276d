using System.Globalization;

namespace SelfHealing.Approvals.Diff;

/// <summary>Reads the unified diff that a person was sent: the page shows that and nothing else.</summary>
public static class DiffReader
{
    /// <summary>The files of a diff, in order. Lines that belong to no hunk are passed over.</summary>
    public static IReadOnlyList<DiffFile> Read(string diff)
    {
        var files = new List<DiffFile>();
        var rows = new Rows();
        // Inside a hunk, its counts say what a line is: a removed line may look like a header.
        var (oldLeft, newLeft) = (0, 0);
        foreach (var line in diff.Split('\n'))
        {
            if (oldLeft > 0 || newLeft > 0)
            {
                if (line is ['-', ..])
                {
                    rows.Remove(line[1..]);
                    oldLeft--;
                }
                else if (line is ['+', ..])
                {
                    rows.Add(line[1..]);
                    newLeft--;
                }
                else if (line is [' ', ..])
                {
                    rows.Keep(line[1..]);
                    oldLeft--;
                    newLeft--;
                }
            }
            else if (line.StartsWith("+++ b/", StringComparison.Ordinal))
            {
                rows = new Rows();
                files.Add(new DiffFile(line[6..], rows.All));
            }
            else if (TryReadHunk(line, out var oldStart, out oldLeft, out var newStart, out newLeft))
            {
                rows.Start(oldStart, newStart);
            }
        }
        return files;
    }

    // @@ -START[,COUNT] +START[,COUNT] @@
    static bool TryReadHunk(string line, out int oldStart, out int oldCount, out int newStart, out int newCount)
    {
        (oldStart, oldCount, newStart, newCount) = (0, 0, 0, 0);
        return line.Split(' ') is ["@@", ['-', .. var old], ['+', .. var now], "@@", ..]
            && TryReadRange(old, out oldStart, out oldCount) && TryReadRange(now, out newStart, out newCount);
    }

    static bool TryReadRange(string range, out int start, out int count)
    {
        var parts = range.Split(',');
        count = 1;
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out start)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out count));
    }

    /// <summary>Puts removed and added lines that follow each other side by side.</summary>
    sealed class Rows
    {
        int oldNumber, newNumber, firstUnpaired;

        public List<DiffRow> All { get; } = [];

        public void Start(int oldStart, int newStart)
        {
            if (All.Count > 0)
                All.Add(DiffRow.Gap);
            (oldNumber, newNumber, firstUnpaired) = (oldStart, newStart, All.Count);
        }

        public void Keep(string text)
        {
            All.Add(new DiffRow(new DiffLine(oldNumber++, text), new DiffLine(newNumber++, text)));
            firstUnpaired = All.Count;
        }

        public void Remove(string text) => All.Add(new DiffRow(new DiffLine(oldNumber++, text), null));

        public void Add(string text)
        {
            var line = new DiffLine(newNumber++, text);
            if (firstUnpaired < All.Count && All[firstUnpaired].Right is null)
                All[firstUnpaired] = All[firstUnpaired] with { Right = line };
            else
                All.Add(new DiffRow(null, line));
            firstUnpaired++;
        }
    }
}
