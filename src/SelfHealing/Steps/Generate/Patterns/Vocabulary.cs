using SelfHealing.Code.Python;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Which of two spellings fits the words that a repository uses.</summary>
static class Vocabulary
{
    /// <summary>True when the words in which the better name differs occur elsewhere in the code, and those of the worse one do not; or when only the better one has the style of the other names.</summary>
    public static bool Prefers(PythonProject project, string better, string worse)
    {
        var (good, bad) = (Words(better), Words(worse));
        var goodOnly = good.Except(bad).ToHashSet(StringComparer.Ordinal);
        var badOnly = bad.Except(good).ToHashSet(StringComparer.Ordinal);
        if (goodOnly.Count == 0 || badOnly.Count == 0)
            return IsSnake(better) && !IsSnake(worse) && MostAreSnake(project);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in project.Paths.Select(path => project.Tree.Files[path]))
        {
            foreach (var name in Tokens(text).Where(name => name != better && name != worse))
                known.UnionWith(Words(name));
        }
        // The name itself counts where it is a plain variable.
        foreach (var name in new List<string> { better, worse }.Where(name => project.Modules.Any(m => Names.Variables(m, name).Any())))
            known.UnionWith(Words(name));
        return goodOnly.All(known.Contains) && !badOnly.Any(known.Contains);
    }

    static bool IsSnake(string name) => !name.Any(char.IsUpper);

    static bool MostAreSnake(PythonProject project)
    {
        var keys = project.Modules.SelectMany(m => m.Nodes).Where(n => n.Kind == "pair").Select(n => n.Field("key")?.StringValue()).OfType<string>().Where(k => k.Contains('_', StringComparison.Ordinal) || k.Any(char.IsUpper)).ToList();
        return keys.Count(IsSnake) * 2 >= keys.Count;
    }

    /// <summary>"customerId" and "customer_id" are both "customer" and "id".</summary>
    static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] is not ('_' or '-') && !(char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
                continue;
            if (name[start..i].Trim('_', '-') is { Length: > 0 } word)
                words.Add(word.ToLowerInvariant());
            start = i;
        }
        return words;
    }

    static IEnumerable<string> Tokens(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_');
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            yield return text[start..i];
            start = -1;
        }
    }
}
