namespace SelfHealing.Code.Review;

/// <summary>Collections in which equal items count.</summary>
static class Multiset
{
    /// <summary>The items of <paramref name="items"/> that <paramref name="known"/> has not, or has fewer of; the last ones of equals.</summary>
    public static IEnumerable<T> Minus<T>(IEnumerable<T> items, IEnumerable<T> known, Func<T, string> key)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in known)
            counts[key(item)] = counts.GetValueOrDefault(key(item)) + 1;
        foreach (var item in items)
        {
            if (counts.GetValueOrDefault(key(item)) is > 0 and var left)
                counts[key(item)] = left - 1;
            else
                yield return item;
        }
    }
}
