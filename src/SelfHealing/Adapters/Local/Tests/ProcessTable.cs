using System.Globalization;
using System.Text;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>The processes of this machine, as Linux lists them in /proc (see proc(5)). Elsewhere the table is empty.</summary>
static class ProcessTable
{
    /// <summary>Whether a process and all that came of it hold more memory than this.</summary>
    /// <remarks>
    /// Resident sizes are summed. Pages that processes share count several times in that, so when it is too much, the proportional sizes
    /// decide, which take longer to read.
    /// </remarks>
    public static bool HoldMoreThan(long bytes, int root, string? marker)
    {
        var entries = Read();
        var ids = Descendants(entries, root);
        if (marker is not null)
            ids.UnionWith(Marked(marker));
        var own = entries.Where(entry => ids.Contains(entry.Id)).ToList();
        return own.Sum(entry => entry.Resident) > bytes && own.Sum(entry => Proportional(entry.Id) ?? entry.Resident) > bytes;
    }

    /// <summary>The running processes whose environment holds the text.</summary>
    public static List<int> Marked(string marker)
    {
        var bytes = Encoding.UTF8.GetBytes(marker);
        return [.. Read().Select(entry => entry.Id).Where(id => id != Environment.ProcessId
            && ReadFile(id, "environ") is { } variables && variables.AsSpan().IndexOf(bytes) >= 0)];
    }

    static HashSet<int> Descendants(List<Entry> entries, int root)
    {
        var children = entries.ToLookup(entry => entry.Parent, entry => entry.Id);
        var found = new HashSet<int> { root };
        var left = new Stack<int>([root]);
        while (left.TryPop(out var id))
        {
            foreach (var child in children[id].Where(found.Add))
                left.Push(child);
        }
        return found;
    }

    static List<Entry> Read() => !Directory.Exists("/proc/self") ? [] :
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? ReadEntry(id) : null)
            .OfType<Entry>(),
    ];

    static Entry? ReadEntry(int id)
    {
        // The name, in brackets, can hold anything; zombies hold nothing.
        if (ReadFile(id, "stat") is not { } stat || Encoding.UTF8.GetString(stat) is var line && line[(line.LastIndexOf(')') + 1)..].Split(' ') is var fields
            && (fields.Length < 23 || fields[1] == "Z"))
            return null;
        return new Entry(id, Number(fields[2]), Number(fields[22]) * (long)Environment.SystemPageSize);
    }

    static long? Proportional(int id)
    {
        if (ReadFile(id, "smaps_rollup") is not { } rollup)
            return null;
        var line = Encoding.UTF8.GetString(rollup).Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var size, ..] ? Number(size) * 1024L : null;
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // Null for a process of someone else, and for one that has just ended.
    static byte[]? ReadFile(int id, string name)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/{name}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    sealed record Entry(int Id, int Parent, long Resident);
}
