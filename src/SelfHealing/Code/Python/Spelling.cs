namespace SelfHealing.Code.Python;

/// <summary>Which of several names a misspelt one was meant to be.</summary>
static class Spelling
{
    /// <summary>The one name that is close enough to be what was meant; null when none is, when two are equally close, or when the close one says something else.</summary>
    public static string? Closest(string written, IEnumerable<string> names)
    {
        var ranked = Ranked(written, names);
        if (ranked.Count == 0 || OtherWords.Are(written, ranked[0].Name) || ranked.Count > 1 && ranked[0].Distance == ranked[1].Distance)
            return null;
        return ranked[0].Name;
    }

    /// <summary>Why none of the close names is certain.</summary>
    public static string Doubt(string written, IReadOnlyList<(string Name, double Distance)> ranked) =>
        OtherWords.Are(written, ranked[0].Name) ? $"'{ranked[0].Name}' is close, but it may be another thing: another word, the opposite, the plural or another form of the word."
            : $"Several names are equally close: {string.Join(", ", ranked.Take(4).Select(r => r.Name))}.";

    /// <summary>All names close to the written one, the closest first. Distance 0: equal but for case, underscores and doubled letters.</summary>
    public static IReadOnlyList<(string Name, double Distance)> Ranked(string written, IEnumerable<string> names) =>
        [.. names.Where(name => name != written).Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Distance(written, name)))
            .Where(pair => pair.Distance <= Allowed(written, pair.Name))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal)];

    /// <summary>True when one is a misspelling of the other.</summary>
    public static bool AreClose(string one, string other) => Distance(one, other) <= Allowed(one, other);

    // Short words differ by a letter on purpose more often than by mistake, also inside a name: count_in, count_on.
    static double Allowed(string one, string other)
    {
        var (a, b) = (one.Split('_'), other.Split('_'));
        var differing = a.Length == b.Length ? a.Zip(b).Where(pair => pair.First != pair.Second).ToList() : [];
        var length = differing is [var only] ? Math.Min(only.First.Length, only.Second.Length) : Math.Min(one.Length, other.Length);
        return length switch { <= 2 => 0, <= 4 => 1, <= 8 => 2, _ => 3 };
    }

    static double Distance(string one, string other)
    {
        var (a, b) = (Plain(one), Plain(other));
        if (a == b || Single(a) == Single(b))
            return 0;
        if (Math.Abs(a.Length - b.Length) > 3)
            return double.MaxValue;
        // Names that differ in a number are different things: page1, page2.
        if (a.Where(char.IsDigit).SequenceEqual(b.Where(char.IsDigit)) is false)
            return double.MaxValue;
        return Damerau(a, b);
    }

    /// <summary>The name with every doubled letter written once.</summary>
    static string Single(string name) => string.Concat(name.Where((letter, i) => i == 0 || name[i - 1] != letter || char.IsDigit(letter)));

    static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.</summary>
    static int Damerau(string a, string b)
    {
        if (a.Length > 100 || b.Length > 100)
            return int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
