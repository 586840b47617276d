using SelfHealing.Crashes.Json;

namespace SelfHealing.Crashes.Logs;

/// <summary>The last lines of a stream that belong to no trace, newest first: where the headline of the next one may stand.</summary>
sealed class Lookback
{
    const int MaxTexts = 48;
    const int MaxLineLength = 8192;

    static readonly char[] LineEnds = ['\n', '\r'];

    readonly string[] texts = new string[MaxTexts];
    readonly List<string> seen = [];
    IEnumerator<string>? upwards;
    LearnedPrefix? prefix;
    long begin;
    long end;

    /// <summary>What stands in front of the lines of the trace being read, so that it can be taken off these lines too.</summary>
    public LearnedPrefix? Prefix
    {
        get => prefix;
        set
        {
            prefix = value;
            Forget();
        }
    }

    public bool IsEmpty => begin == end;

    /// <summary>Adds a line or a whole event; taking it apart waits until somebody looks.</summary>
    public void Add(string text)
    {
        texts[end++ % MaxTexts] = text;
        Forget();
    }

    public void Clear()
    {
        begin = end;
        Forget();
    }

    /// <summary>The line at <paramref name="index"/>, 0 being the newest; false when there are not so many.</summary>
    public bool TryGet(int index, out string line)
    {
        upwards ??= Upwards().GetEnumerator();
        while (seen.Count <= index && upwards.MoveNext())
            seen.Add(upwards.Current);
        line = index < seen.Count ? seen[index] : "";
        return index < seen.Count;
    }

    /// <summary>At most <paramref name="count"/> lines, newest first.</summary>
    public IReadOnlyList<string> Newest(int count, int from = 0)
    {
        var lines = new List<string>(count);
        for (var i = from; i < from + count && TryGet(i, out var line); i++)
            lines.Add(line);
        return lines;
    }

    void Forget()
    {
        if (upwards is null)
            return;
        seen.Clear();
        upwards = null;
    }

    IEnumerable<string> Upwards()
    {
        for (var newest = end - 1; newest >= Math.Max(begin, end - MaxTexts); newest--)
        {
            var text = texts[newest % MaxTexts];
            for (var lineEnd = text.Length; lineEnd >= 0;)
            {
                var start = lineEnd == 0 ? 0 : text.LastIndexOfAny(LineEnds, lineEnd - 1) + 1;
                yield return Clean(text.AsSpan(start, Math.Min(lineEnd - start, MaxLineLength)));
                lineEnd = start - 1;
            }
        }
    }

    string Clean(ReadOnlySpan<char> line)
    {
        var text = ShipperPrefix.Strip(line).ToString();
        if (text.StartsWith("{\"", StringComparison.Ordinal) && JsonRecord.Start(text) == 0)
        {
            using var record = JsonRecord.Parse(text);
            text = (record is null ? null : JsonRecord.Text(record.RootElement)?.TrimEnd()) ?? text;
        }
        return Prefix is not null && Prefix.TryStrip(text, out var rest) ? rest : text;
    }
}
