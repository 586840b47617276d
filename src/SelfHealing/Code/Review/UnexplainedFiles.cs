using SelfHealing.Code.Symbols;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Changed files that are neither in the trace nor in the explanation. New files and tests need none.</summary>
static class UnexplainedFiles
{
    const int ShortestName = 3;

    public static IEnumerable<ReviewFinding> Find(IReadOnlyList<ReviewedFile> files, CrashScope? crash)
    {
        if (crash is null || crash.TraceFiles.Count == 0)
            yield break;
        var words = Words(crash.Explanation);
        foreach (var file in files)
        {
            if (file.IsNew || file.IsTest || crash.TraceFiles.Contains(file.Path, StringComparer.Ordinal) || IsNamed(file, crash.Explanation, words))
                continue;
            yield return ReviewFinding.Refusal($"{file.Path} is neither in the trace nor named in the root cause. Say there why it has to change, or leave it as it is.");
        }
    }

    static bool IsNamed(ReviewedFile file, string explanation, HashSet<string> words)
    {
        var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        var stem = name.Split('.')[0];
        return explanation.Contains(name, StringComparison.OrdinalIgnoreCase)
            || stem.Length >= ShortestName && words.Contains(stem)
            || Declared(file).Any(declared => declared.Length >= ShortestName && words.Contains(declared));
    }

    static IEnumerable<string> Declared(ReviewedFile file) =>
        Languages.OfFile(file.Path) is { } language
            ? OutlineReader.Read(file.Path, language, file.BeforeText).Declarations.Select(declaration => declaration.Name)
            : [];

    static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$'))
                continue;
            if (at > start)
                words.Add(text[start..at]);
            start = at + 1;
        }
        return words;
    }
}
