using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A dict key that is written under one spelling and read under another; the spelling that the rest of the code has is right.</summary>
static class DictKeySpelling
{
    public static Finding? Find(CrashSite site)
    {
        if (!site.Is("KeyError") || site.Message is not ['\'', .. var read, '\''] || read.Length == 0)
            return null;
        var reader = site.All("subscript").Where(s => s.Field("subscript")?.StringValue() == read).Select(s => s.Field("subscript")!).FirstNode();
        if (reader is not { } at)
            return null;
        var uses = Uses(site).ToList();
        var stored = uses.Where(u => u.Stores).Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        var inData = DataKeys(site);
        var ranked = Spelling.Ranked(read, stored.Concat(inData));
        if (ranked.Count == 0)
            return null;
        var cause = $"{site.Place}: the key '{read}' is read";
        // A dict that has both has two different keys.
        if (Spelling.Closest(read, stored.Concat(inData)) is not { } other)
            return new Doubt($"{cause}, which is not stored.", Spelling.Doubt(read, ranked));
        if (uses.Any(u => u.Key == read && u.Stores && uses.Any(o => o.Key == other && o.Owner == u.Owner && o.Stores)))
            return null;
        var ofRead = uses.Count(u => u.Key == read);
        var ofOther = uses.Count(u => u.Key == other) + (inData.Contains(other) ? 1 : 0);
        if (ofOther == 1 && (ofRead >= 2 || Vocabulary.Prefers(site.Project, read, other)) && !inData.Contains(other) && uses.Where(u => u.Key == other).ToList() is [{ Stores: true } writer])
            return new Repair($"{CrashSite.PlaceOf(writer.Module, writer.Node)} stores '{other}', while the rest of the code stores and reads '{read}'; so {site.Place} does not find it.", 0.92,
                Respell(writer.Module, writer.Node, read));
        if (!stored.Contains(read) && !inData.Contains(read) && (ofRead < ofOther || ofRead == 1 && Vocabulary.Prefers(site.Project, other, read)))
            return new Repair($"{cause}, which nothing stores; it is stored as '{other}'.", 0.9,
                [.. uses.Where(u => u.Key == read && !u.Stores).Select(u => Respell(u.Module, u.Node, other))]);
        return new Doubt($"{cause}, and '{other}' is stored.", $"Both spellings are in use: '{read}' {ofRead} times, '{other}' {ofOther} times.");
    }

    static Change Respell(PythonModule module, SyntaxNode node, string key)
    {
        if (node.Kind != "string")
            return Change.Replace(module, node, key);
        var (start, end) = node.StringBounds();
        return new Change(module, start, end, key);
    }

    sealed record KeyUse(PythonModule Module, SyntaxNode Node, string Key, bool Stores, int Owner);

    static IEnumerable<KeyUse> Uses(CrashSite site)
    {
        foreach (var module in site.Project.Modules)
        {
            foreach (var node in module.Nodes)
            {
                if (node.Kind == "pair" && node.Field("key") is { } key && key.StringValue() is { } paired)
                    yield return new KeyUse(module, key, paired, true, node.Parent!.Start);
                else if (node.Kind == "subscript" && node.Field("subscript") is { } index && index.StringValue() is { } subscripted)
                    yield return new KeyUse(module, index, subscripted, Names.IsWritten(node) && node.Parent!.Kind == "assignment", -node.Start);
                else if (node.IsMethodCall("get", "pop", "setdefault") && node.Arguments() is [var first, ..] && first.StringValue() is { } got)
                    yield return new KeyUse(module, first, got, node.CalledName() == "setdefault", -node.Start);
                else if (node.IsCallOf("dict"))
                {
                    foreach (var argument in node.Arguments().Where(a => a.Kind == "keyword_argument"))
                        yield return new KeyUse(module, argument.Field("name")!, argument.Field("name")!.Text, true, node.Start);
                }
                else if (node.Kind == "comparison_operator" && node.Children is [var left, { Kind: "in" or "not in" }, _] && left.StringValue() is { } asked)
                    yield return new KeyUse(module, left, asked, false, -node.Start);
            }
        }
    }

    /// <summary>The keys of the repository's JSON files, and the columns of its CSV files.</summary>
    static HashSet<string> DataKeys(CrashSite site)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, text) in site.Project.Tree.Files)
        {
            if (path.EndsWith(".csv", StringComparison.Ordinal))
                keys.UnionWith(text.Split('\n', 2)[0].Trim().TrimStart('\uFEFF').Split(',', ';').Select(c => c.Trim('"', ' ')).Where(c => c.Length > 0));
            if (path.EndsWith(".json", StringComparison.Ordinal) && text.Length < 1_000_000)
                keys.UnionWith(JsonKeys(text));
        }
        return keys;
    }

    static IEnumerable<string> JsonKeys(string text)
    {
        var parts = text.Split('"');
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            if (parts[i + 1].AsSpan().TrimStart().StartsWith(":"))
                yield return parts[i];
        }
    }
}
