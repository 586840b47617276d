using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using SelfHealing.Crashes.Json;

namespace SelfHealing.Crashes.Revisions;

/// <summary>Reads from log text which commit was running.</summary>
/// <remarks>
/// The log comes from outside, so a name that is read here is only a hint: the repository decides whether it is one of its commits.
/// A Lambda log stream's version ([42]) is the function's and is not read.
/// </remarks>
static partial class LoggedRevisions
{
    const int MaxDepth = 8;
    const int MaxNames = 6;
    const int LongestValue = 300;

    // Every field's name has one of these in it.
    static readonly SearchValues<string> Marks = SearchValues.Create(
        ["commit", "hash", "image", "ref", "release", "rev", "sha", "vcs", "version"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text says what is running.</summary>
    public static bool Announce(string text) => text.AsSpan().ContainsAny(Marks) && Read(text).Count > 0;

    /// <summary>The names to look for, the most direct first: commits, then versions, then image tags; of each kind what is logged last.</summary>
    public static IReadOnlyList<LoggedRevision> Read(string text)
    {
        var found = new List<LoggedRevision>();
        foreach (var line in text.Split('\n'))
            ReadLine(line, found, depth: 0);
        if (found.Count == 0 && text.Contains('\n'))
            ReadRecord(text, found, depth: 0);
        found.Reverse();
        return found.OrderBy(revision => revision.Kind).DistinctBy(revision => revision.Name, StringComparer.Ordinal).Take(MaxNames).ToList();
    }

    static void ReadLine(string line, List<LoggedRevision> found, int depth)
    {
        if (ReadRecord(line, found, depth))
            return;
        foreach (Match match in Assignment().Matches(line))
        {
            var (name, sign, value) = (match.Groups["name"].Value, match.Groups["sign"].Value, match.Groups["value"].Value);
            // "Python version: 3.12" is said of much; a colon counts only after a name that can mean nothing else.
            if (RevisionFields.KindOf(name) is { } kind && (sign == "=" || kind == RevisionKind.Commit || name.Length > "version".Length))
                Add(found, value, name, kind);
            else if (RevisionFields.KindOf(name) is RevisionKind.Version && name.Equals("release", StringComparison.OrdinalIgnoreCase))
                Add(found, value, name, RevisionKind.Version);
        }
    }

    static bool ReadRecord(string text, List<LoggedRevision> found, int depth)
    {
        var start = depth < MaxDepth ? JsonRecord.Start(text) : -1;
        if (start < 0)
            return false;
        using var record = JsonRecord.Parse(text[start..]);
        if (record is null)
            return false;
        ReadObject(record.RootElement, "", found, depth + 1);
        return true;
    }

    static void ReadObject(JsonElement element, string path, List<LoggedRevision> found, int depth)
    {
        if (depth > MaxDepth)
            return;
        // GELF's own format version.
        var isGelf = path.Length == 0 && element.TryGetProperty("short_message", out _);
        foreach (var property in element.EnumerateObject())
        {
            var name = RevisionFields.IsWrapper(property.Name) ? path : path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var value = property.Value;
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1)
                value = value[0];
            if (value.ValueKind == JsonValueKind.Object)
                ReadObject(value, name, found, depth + 1);
            else if (value.ValueKind == JsonValueKind.String && RevisionFields.KindOf(name) is { } kind && !(isGelf && name == "version"))
                Add(found, value.GetString()!, name, kind);
            else if (value.ValueKind == JsonValueKind.String && RevisionFields.IsWrapper(property.Name))
                ReadText(value.GetString()!, found, depth);
        }
    }

    // A collector's record holds the application's own record or line.
    static void ReadText(string text, List<LoggedRevision> found, int depth)
    {
        foreach (var line in text.Split('\n'))
            ReadLine(line, found, depth);
    }

    static void Add(List<LoggedRevision> found, string value, string field, RevisionKind kind)
    {
        if (value.Length > LongestValue)
            return;
        // Last in, first out: the likeliest name last.
        foreach (var name in RevisionNames.Of(value, kind).Reverse())
            found.Add(new LoggedRevision(name, field, kind));
    }

    [GeneratedRegex("""(?:^|[^A-Za-z0-9_.-])(?<name>[A-Za-z][A-Za-z0-9_.-]{1,40})["']?(?<sign>[=:])[ ]?["']?(?<value>[A-Za-z0-9][^\s"',;)\]}]{1,299})""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();
}
