using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Which of two spellings fits the words that a repository uses.</summary>
static class Vocabulary
{
    /// <summary>True when the words in which the better name differs occur elsewhere in the code, and those of the worse one do not; or when only the better one has the style of the other names.</summary>
    public static bool Prefers(PythonProject project, string better, string worse)
    {
        var (good, bad) = (NameWords.Of(better), NameWords.Of(worse));
        var goodOnly = good.Except(bad).ToHashSet(StringComparer.Ordinal);
        var badOnly = bad.Except(good).ToHashSet(StringComparer.Ordinal);
        if (goodOnly.Count == 0 || badOnly.Count == 0)
            return IsSnake(better) && !IsSnake(worse) && MostAreSnake(project);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in project.Paths.Select(path => project.Tree.Files[path]))
        {
            foreach (var name in NameWords.Names(text).Where(name => name != better && name != worse))
                known.UnionWith(NameWords.Of(name));
        }
        // The name itself counts where it is a plain variable.
        foreach (var name in new List<string> { better, worse }.Where(name => project.Modules.Any(m => Names.Variables(m, name).Any())))
            known.UnionWith(NameWords.Of(name));
        return goodOnly.All(known.Contains) && !badOnly.Any(known.Contains);
    }

    static bool IsSnake(string name) => !name.Any(char.IsUpper);

    static bool MostAreSnake(PythonProject project)
    {
        var keys = project.Modules.SelectMany(m => m.Nodes).Where(n => n.Kind == "pair").Select(n => n.Field("key")?.StringValue()).OfType<string>().Where(k => k.Contains('_', StringComparison.Ordinal) || k.Any(char.IsUpper)).ToList();
        return keys.Count(IsSnake) * 2 >= keys.Count;
    }
}
