using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>A changed file, parsed where its language is known.</summary>
sealed class ReviewedFile(FileChange change) : IDisposable
{
    static readonly string[] TestFolders = ["test", "tests", "spec", "specs", "__tests__", "testing", "e2e"];

    public string Path => change.Path;

    public bool IsNew => change.Before is null;

    public string BeforeText => change.Before ?? "";

    public string AfterText => change.After;

    /// <summary>The text before, parsed; null where the language is not known.</summary>
    public ParsedText? Before { get; } = Languages.OfFile(change.Path) is { } language ? new ParsedText(language, change.Before ?? "") : null;

    /// <summary>The text after, parsed; null where the language is not known.</summary>
    public ParsedText? After { get; } = Languages.OfFile(change.Path) is { } language ? new ParsedText(language, change.After) : null;

    /// <summary>The trimmed lines that the change took away.</summary>
    public IReadOnlyList<string> RemovedLines { get; } = [.. Multiset.Minus(Lines(change.Before ?? ""), Lines(change.After), line => line)];

    /// <summary>The trimmed lines that the change brought in.</summary>
    public IReadOnlyList<string> AddedLines { get; } = [.. Multiset.Minus(Lines(change.After), Lines(change.Before ?? ""), line => line)];

    /// <summary>Whether the file's name or folder is that of tests.</summary>
    public bool IsTest { get; } = IsTestPath(change.Path);

    public void Dispose()
    {
        Before?.Dispose();
        After?.Dispose();
    }

    static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    public static bool IsTestPath(string path)
    {
        var segments = path.Split('/');
        var name = segments[^1][..Math.Max(segments[^1].IndexOf('.', StringComparison.Ordinal), 0)];
        return segments[..^1].Any(folder => TestFolders.Contains(folder.ToLowerInvariant()) || folder.EndsWith(".Tests", StringComparison.Ordinal))
            || name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test", StringComparison.Ordinal) || name.EndsWith("_spec", StringComparison.Ordinal)
            || name.EndsWith("Test", StringComparison.Ordinal) || name.EndsWith("Tests", StringComparison.Ordinal) || name == "conftest"
            || segments[^1].Contains(".test.", StringComparison.Ordinal) || segments[^1].Contains(".spec.", StringComparison.Ordinal);
    }
}
