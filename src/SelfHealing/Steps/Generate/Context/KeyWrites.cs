using SelfHealing.Code.Python;
using SelfHealing.Code.Symbols;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>Finds the places that give a key or attribute its value: dictionary entries, assignments, keyword arguments, put calls.</summary>
static class KeyWrites
{
    /// <summary>The lines of a text that write one of the names, or a close spelling when that is asked for.</summary>
    public static IEnumerable<int> In(string text, IReadOnlyCollection<string> names, bool orClose)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        var line = 1;
        var counted = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!SourceIndex.IsWordPart(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && SourceIndex.IsWordPart(text[at]))
                at++;
            if (at - start > 80 || !IsWritten(text, start, at))
                continue;
            var word = text.AsSpan(start, at - start);
            if (!lookup.TryGetValue(word, out var isMeant))
            {
                var name = word.ToString();
                known[name] = isMeant = names.Contains(name) || orClose && names.Any(other => Spelling.AreClose(other, name));
            }
            if (!isMeant)
                continue;
            line += text.AsSpan(counted, start - counted).Count('\n');
            counted = start;
            yield return line;
        }
    }

    // "key": …, key: …, ["key"] = …, .key = …, key=…, "key" => …, put("key", …)
    static bool IsWritten(string text, int start, int end)
    {
        var after = text.AsSpan(end, Math.Min(8, text.Length - end));
        var isQuoted = after is ['"' or '\'' or '`', ..] && start > 0 && text[start - 1] == after[0];
        after = (isQuoted ? after[1..] : after).TrimStart(' ');
        if (after is [']', ..])
            after = after[1..].TrimStart(' ');
        return after switch
        {
            ['=', '=', ..] => false,
            ['=', ..] => true,
            [':', ':', ..] => false,
            [':', ..] => true,
            [',', ..] => isQuoted,
            _ => false,
        };
    }
}
