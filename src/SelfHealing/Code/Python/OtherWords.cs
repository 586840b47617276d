namespace SelfHealing.Code.Python;

/// <summary>Names that look like misspellings of each other and are words of their own: <c>lock</c> and <c>unlock</c>, <c>host</c> and <c>hosts</c>.</summary>
static class OtherWords
{
    static readonly string[] Prefixes = ["un", "in", "im", "ir", "il", "de", "dis", "non", "mis", "re", "pre", "sub", "a"];

    static readonly string[] Endings = ["s", "es", "d", "ed", "r", "er", "ing", "or"];

    // Those that no rule below tells apart.
    static readonly (string, string)[] Pairs =
    [
        ("min", "max"), ("minimum", "maximum"), ("minor", "major"), ("append", "prepend"), ("ascending", "descending"), ("asc", "desc"), ("enable", "disable"),
        ("enabled", "disabled"), ("quantity", "quality"), ("lat", "lng"), ("lat", "lon"), ("inbound", "outbound"), ("login", "logout"), ("upload", "unload"),
        ("child", "children"), ("mean", "median"), ("country", "county"),
    ];

    /// <summary>True when the names have the same words but for one, and these two say different things.</summary>
    public static bool Are(string one, string other)
    {
        var (a, b) = (NameWords.Of(one), NameWords.Of(other));
        if (a.Count != b.Count)
            return a.SequenceEqual(b.Where(IsNotNegation)) || b.SequenceEqual(a.Where(IsNotNegation));
        return a.Zip(b).Where(pair => pair.First != pair.Second).ToList() is [var (first, second)]
            && (Derives(first, second) || Derives(second, first) || OrdinaryWords.Are(first, second) || HasOtherFirstLetter(first, second));
    }

    /// <summary>Hardly anybody mistypes the first letter for another one: <c>buyer</c> and <c>payer</c>.</summary>
    static bool HasOtherFirstLetter(string first, string second) =>
        first.Length == second.Length && first.Length > 1 && first[0] != second[0] && !(first[0] == second[1] && first[1] == second[0]);

    static bool Derives(string word, string from) =>
        Pairs.Contains((word, from))
        || from.Length >= 3 && (Prefixes.Any(prefix => word == prefix + from) || Endings.Any(ending => word == from + ending))
        || from.Length >= 3 && from.EndsWith('y') && word == from[..^1] + "ies";

    static bool IsNotNegation(string word) => word is not ("not" or "no" or "non" or "un");
}
