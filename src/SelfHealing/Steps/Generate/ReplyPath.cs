using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate;

/// <summary>Recognises the path of a file in a line of a reply, however it is decorated.</summary>
static class ReplyPath
{
    const int MaxDistance = 3;
    static readonly string[] Labels = ["file:", "filename:", "path:", "in file", "in", "edit", "update", "modify", "create", "new file:", "changes to", "change"];

    /// <summary>The path on one of the last lines of some prose; null when none of them is one.</summary>
    public static string? Above(IReadOnlyList<string> prose)
    {
        var looked = 0;
        for (var index = prose.Count - 1; index >= 0 && looked < MaxDistance; index--)
        {
            var line = prose[index];
            if ((IsFence(line) ? Of(FenceInfo(line)) : Of(line) ?? Within(line)) is { } path)
                return path;
            looked++;
        }
        return null;
    }

    public static bool IsFence(string line) => line.AsSpan().TrimStart() is var text && (text.StartsWith("```") || text.StartsWith("~~~"));

    /// <summary>The path that a line consists of, without quotes, emphasis, heading signs or a label; null when it is no path.</summary>
    public static string? Of(string line)
    {
        var text = line.Trim().TrimStart('#', '-', '>', ' ').Trim();
        foreach (var mark in (ReadOnlySpan<string>)["//", "<!--"])
        {
            if (text.StartsWith(mark, StringComparison.Ordinal))
                text = text[mark.Length..].Trim();
        }
        text = Undecorated(text);
        if (text.EndsWith(')') && text.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var note)
            text = Undecorated(text[..note]);
        foreach (var label in Labels)
        {
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase) && text.Length > label.Length && (label[^1] == ':' || text[label.Length] is ' ' or '*' or ':'))
                return Of(text[label.Length..].TrimStart('*', ' ', ':'));
        }
        text = WithoutLine(text);
        return IsPath(text) ? text : null;
    }

    /// <summary>Drops a line number or range: <c>a.py:12</c>, <c>a.py:12-20</c>.</summary>
    static string WithoutLine(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 1 && colon < text.Length - 1 && text[(colon + 1)..].All(character => char.IsAsciiDigit(character) || character == '-') ? text[..colon] : text;
    }

    /// <summary>The one path in a sentence: in back quotes, or a word with the extension of a program's source.</summary>
    static string? Within(string line)
    {
        var quoted = line.Split('`').Where((piece, index) => index % 2 == 1);
        var words = line.Split(' ').Select(Undecorated).Where(word => Languages.OfFile(word) is not null);
        var paths = quoted.Concat(words).Where(IsPath).Distinct(StringComparer.Ordinal).ToList();
        return paths.Count == 1 ? paths[0] : null;
    }

    static string FenceInfo(string line)
    {
        var info = line.Trim().TrimStart('`', '~').Trim();
        // ```python src/a.py, ```python:src/a.py, ```src/a.py
        var cut = info.IndexOfAny([' ', ':']);
        var rest = cut < 0 ? info : info[(cut + 1)..].Trim();
        return rest.StartsWith("title=", StringComparison.Ordinal) ? rest["title=".Length..] : rest;
    }

    static string Undecorated(string text)
    {
        while (text.Length > 0)
        {
            var next = text.Trim().Trim('`', '*', '"', '\'').TrimEnd(':', ',').Replace("-->", "", StringComparison.Ordinal).Trim();
            if (next == text)
                return text;
            text = next;
        }
        return text;
    }

    static bool IsPath(string text)
    {
        if (text.Length is 0 or > 400 || text.AsSpan().ContainsAny(NotInPaths) || text.EndsWith('.') || text.Contains("://", StringComparison.Ordinal))
            return false;
        var name = text[(text.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = name.LastIndexOf('.');
        var hasExtension = dot >= 0 && dot < name.Length - 1 && !name.AsSpan(dot + 1).ContainsAnyExcept(ExtensionCharacters);
        return hasExtension || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal)
            || text is "Makefile" or "Dockerfile" or "Jenkinsfile" or "Gemfile" or "Rakefile" or "Procfile";
    }

    static readonly System.Buffers.SearchValues<char> NotInPaths = System.Buffers.SearchValues.Create(" \t()<>{}|;,=`\"'");

    static readonly System.Buffers.SearchValues<char> ExtensionCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_~-");
}
