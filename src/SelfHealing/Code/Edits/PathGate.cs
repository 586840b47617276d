using System.Buffers;
using System.Globalization;
using System.Text;

namespace SelfHealing.Code.Edits;

/// <summary>Which paths an edit may change. Refuses what leaves the repository, what some file system reads as another path, and what
/// <see cref="ProtectedPaths"/> lists.</summary>
/// <param name="opaque">The paths in the repository that are links, submodules or no text; nothing is written over or through one.</param>
/// <param name="allowManifests">Whether dependency manifests may be changed.</param>
public sealed class PathGate(IReadOnlySet<string>? opaque = null, bool allowManifests = false)
{
    const int MaxLength = 400;

    static readonly SearchValues<char> SpecialCharacters = SearchValues.Create(":*?\"<>|");

    static readonly string[] DeviceNames = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    /// <summary>Why a path must not be changed, in a sentence; null when it may.</summary>
    public string? Refusal(string path)
    {
        if (path.Length is 0 or > MaxLength)
            return path.Length == 0 ? "The path is empty." : $"The path is longer than {MaxLength} characters.";
        if (Unprintable(path) is { } rune)
            return $"The path contains the invisible or control character U+{rune.Value:X4}.";
        if (path.Contains('\\', StringComparison.Ordinal))
            return "The path contains a backslash; write forward slashes.";
        if (path[0] is '/' or '~')
            return "The path is not relative to the repository's root.";
        if (path.AsSpan().ContainsAny(SpecialCharacters))
            return "The path contains a character that is a drive, a stream or a wildcard on some systems.";
        var segments = path.Split('/');
        foreach (var segment in segments)
        {
            if (SegmentRefusal(segment) is { } reason)
                return reason;
        }
        return OpaqueRefusal(segments) ?? ProtectedPaths.Refusal(segments, allowManifests);
    }

    static Rune? Unprintable(string path)
    {
        foreach (var rune in path.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                || rune == Rune.ReplacementChar || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or 0x17B4 or 0x17B5
                || rune.Value is (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF))
                return rune;
        }
        return null;
    }

    static string? SegmentRefusal(string segment)
    {
        switch (segment)
        {
            case "":
                return "The path has an empty part between slashes.";
            case "." or "..":
                return "The path has a '.' or '..' part; write it directly from the repository's root.";
        }
        if (segment[^1] is '.' or ' ' || segment[0] == ' ')
            return "A part of the path begins with a space, or ends with a space or a dot, which some systems drop.";
        var name = segment.ToLowerInvariant();
        if (name == ".git")
            return "The path is inside '.git', the repository's own data.";
        if (IsShortName(name))
            return $"'{segment}' has the form of a short name, by which Windows knows another file: 'git~1' is '.git'.";
        var stem = name.Split('.')[0].TrimEnd();
        var isPort = stem.Length == 4 && (stem.StartsWith("com", StringComparison.Ordinal) || stem.StartsWith("lpt", StringComparison.Ordinal)) && char.IsDigit(stem[3]);
        return isPort || DeviceNames.Contains(stem) ? $"'{segment}' is the name of a device on Windows." : null;
    }

    static bool IsShortName(string name)
    {
        var stem = name.Split('.')[0];
        var tilde = stem.LastIndexOf('~');
        return stem.Length <= 8 && tilde > 0 && tilde < stem.Length - 1 && stem.AsSpan(tilde + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    string? OpaqueRefusal(string[] segments)
    {
        if (opaque is null)
            return null;
        for (var count = 1; count <= segments.Length; count++)
        {
            var parent = string.Join('/', segments.Take(count));
            if (opaque.Contains(parent))
                return $"'{parent}' is a link, a submodule or no text; nothing is written over or through it.";
        }
        return null;
    }
}
