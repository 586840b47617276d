using SelfHealing.Code;
using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode;

/// <summary>Finds the repository file and line of each frame of a trace.</summary>
/// <remarks>
/// Where an application is deployed is not known, so a frame's file is matched by the longest path suffix. Two files that match
/// equally are told apart by the source line that the trace prints, or the frame is left out. A printed line that has moved is
/// found again: the nearest equal line.
/// </remarks>
public static class FrameMapper
{
    static readonly string[] RuntimeMarks =
        ["/usr/lib/", "/usr/local/lib/", "/lib/python", "/lib64/python", "/node_modules/", "/gems/", "/vendor/bundle/", "/.cargo/registry/", "/go/pkg/mod/"];

    /// <summary>The frames of a crash that have a file in the repository; those of its root cause, of which the crash is only what came of it, last.</summary>
    public static IReadOnlyList<MappedFrame> Map(Crash crash, SourceTree tree) =>
        Map(crash.Causes is [.., var root] ? [.. crash.Frames, .. root.Frames] : crash.Frames, tree);

    /// <summary>The frames that have a file in the repository, in their order.</summary>
    public static IReadOnlyList<MappedFrame> Map(IReadOnlyList<StackFrame> frames, SourceTree tree)
    {
        var byName = tree.Files.Keys.ToLookup(FileName, StringComparer.Ordinal);
        var mapped = new List<MappedFrame>();
        foreach (var frame in frames)
        {
            if (Map(frame, tree, byName) is { } found)
                mapped.Add(found);
        }
        return mapped;
    }

    /// <summary>The repository paths that a frame's file may be, best matches only: several when the suffix is ambiguous, none for library code.</summary>
    public static IReadOnlyList<string> Candidates(StackFrame frame, SourceTree tree) =>
        Candidates(frame, tree.Files.Keys.ToLookup(FileName, StringComparer.Ordinal));

    static MappedFrame? Map(StackFrame frame, SourceTree tree, ILookup<string, string> byName)
    {
        var places = Candidates(frame, byName).Select(path => Place(frame, path, tree.Files[path])).ToList();
        if (places is [var only] && (only.Confirmed || IsTrusted(frame, only.Path)))
            return only;
        return places.Where(place => place.Confirmed).ToList() is [var witnessed] ? witnessed : null;
    }

    static List<string> Candidates(StackFrame frame, ILookup<string, string> byName)
    {
        if (frame.File is not { Length: > 0 } file)
            return [];
        var path = Normalize(file);
        if (IsRuntime(path))
            return [];
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return [];
        var best = 0;
        var matches = new List<string>();
        foreach (var candidate in byName[parts[^1]])
        {
            var common = CommonSuffix(parts, candidate.Split('/'));
            if (common < best)
                continue;
            if (common > best)
                matches.Clear();
            best = common;
            matches.Add(candidate);
        }
        // An equally long suffix: the file whose whole path is matched is the one, when there is just one.
        if (matches.Count > 1 && matches.Where(m => m.Split('/').Length == best).ToList() is [var whole])
            return [whole];
        return matches;
    }

    /// <summary>Whether the path alone says that this is the frame's file: the whole of it is matched, or nothing printed speaks against it.</summary>
    static bool IsTrusted(StackFrame frame, string path)
    {
        var printed = Normalize(frame.File!);
        if (printed.Contains("-packages/", StringComparison.Ordinal))
            return false;
        return ("/" + printed).EndsWith("/" + path, StringComparison.Ordinal) || frame.SourceLine is null;
    }

    static MappedFrame Place(StackFrame frame, string path, string text)
    {
        var lines = text.Split('\n');
        var line = frame.Line ?? 0;
        if (frame.SourceLine is not { Length: > 0 } printed)
            return new MappedFrame(frame, path, Math.Clamp(line, 1, lines.Length), Confirmed: false);
        if (IsAt(line))
            return new MappedFrame(frame, path, line, Confirmed: true);
        var moved = Enumerable.Range(1, lines.Length).Where(IsAt).ToList();
        if (moved.Count > 1 && moved.Where(at => IsInside(frame.Function, lines, at)).ToList() is { Count: > 0 } inside)
            moved = inside;
        // The nearest equal line, unless two are equally near.
        var nearest = moved.OrderBy(at => Math.Abs(at - line)).Take(2).ToList();
        return nearest switch
        {
            [var one] => new MappedFrame(frame, path, one, Confirmed: true),
            [var one, var two] when Math.Abs(one - line) < Math.Abs(two - line) && Math.Abs(one - line) <= 50 => new MappedFrame(frame, path, one, Confirmed: true),
            _ => new MappedFrame(frame, path, Math.Clamp(line, 1, lines.Length), Confirmed: false),
        };

        bool IsAt(int at) => at >= 1 && at <= lines.Length && lines[at - 1].AsSpan().Trim().TrimStart('\uFEFF').SequenceEqual(printed.AsSpan().Trim());
    }

    /// <summary>Whether the nearest line above with less indentation that could open a function names it.</summary>
    static bool IsInside(string? function, string[] lines, int at)
    {
        if (function is null)
            return false;
        var name = function[(function.LastIndexOf('.') + 1)..] + "(";
        var indentation = Indentation(lines[at - 1]);
        for (var above = at - 2; above >= 0 && indentation > 0; above--)
        {
            if (lines[above].AsSpan().Trim().IsEmpty || Indentation(lines[above]) >= indentation)
                continue;
            indentation = Indentation(lines[above]);
            if (lines[above].Contains(name, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    static int Indentation(string line) => line.Length - line.TrimStart().Length;

    static int CommonSuffix(string[] one, string[] other)
    {
        var count = 0;
        while (count < one.Length && count < other.Length && one[^(count + 1)] == other[^(count + 1)])
            count++;
        return count;
    }

    /// <summary>True for the language's own library and for code without a file. Installed packages may be the application itself.</summary>
    static bool IsRuntime(string path) =>
        path.StartsWith('<') || RuntimeMarks.Any(mark => path.Contains(mark, StringComparison.Ordinal)) && !path.Contains("-packages/", StringComparison.Ordinal);

    static string Normalize(string file)
    {
        var path = file.Replace('\\', '/');
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        return scheme > 0 ? path[(scheme + 2)..].Split('?')[0] : path;
    }

    static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
