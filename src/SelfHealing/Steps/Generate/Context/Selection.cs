using SelfHealing.Code;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>Takes candidates as long as tokens are left, and merges what touches.</summary>
sealed class Selection(SourceTree tree, int tokens)
{
    // Leaving out less than this saves nothing.
    const int SmallestGap = 3;
    const int HeaderTokens = 25;
    const int SignatureLines = 3;
    const int FewestLines = 4;

    readonly Dictionary<string, FileSelection> files = new(StringComparer.Ordinal);
    readonly Dictionary<Worth, int> spent = [];
    readonly int budget = tokens;
    int left = tokens;

    /// <summary>What each worth may spend at most, so that none starves those after it.</summary>
    static double ShareOf(Worth worth) => worth switch
    {
        Worth.Culprit => 0.45,
        Worth.Trace => 0.25,
        Worth.Definition => 0.35,
        Worth.CallSite => 0.08,
        Worth.Test => 0.08,
        Worth.Guidance => 0.12,
        _ => 1,
    };

    /// <summary>Shows the candidate, whole or cut, if it fits.</summary>
    public void Add(Candidate candidate)
    {
        var file = FileOf(candidate.Path);
        var allowed = Math.Min(left, (int)(budget * ShareOf(candidate.Worth)) - spent.GetValueOrDefault(candidate.Worth)) - HeaderTokens;
        var (lines, isCut) = file.Fit(candidate, allowed);
        if (lines.Count == 0)
            return;
        var cost = lines.Sum(file.TokensOf) + HeaderTokens;
        left -= cost;
        spent[candidate.Worth] = spent.GetValueOrDefault(candidate.Worth) + cost;
        file.Show(lines, candidate.Reason, isCut);
    }

    /// <summary>What is shown: the files in the order in which they were first chosen, each by line.</summary>
    public IReadOnlyList<ContextPiece> Pieces() => [.. files.Values.SelectMany(file => file.Pieces())];

    FileSelection FileOf(string path)
    {
        if (!files.TryGetValue(path, out var file))
            files[path] = file = new FileSelection(path, SourceLines.Of(tree.Files[path]));
        return file;
    }

    sealed class FileSelection(string path, string[] lines)
    {
        readonly SortedDictionary<int, (int Order, string Reason, bool IsCut)> shown = [];
        int order;
        readonly Dictionary<int, int> tokens = [];

        public int TokensOf(int line)
        {
            if (!tokens.TryGetValue(line, out var count))
                tokens[line] = count = TokenCounter.Count(lines[line - 1] + "\n");
            return count;
        }

        public (List<int> Lines, bool IsCut) Fit(Candidate candidate, int allowed)
        {
            var (first, last) = (Math.Max(1, candidate.Lines.First), Math.Min(lines.Length, candidate.Lines.Last));
            var wanted = new List<int>();
            var cost = 0;
            foreach (var line in InOrderOfWorth(first, last, candidate.Focus))
            {
                if (shown.ContainsKey(line))
                    continue;
                cost += TokensOf(line);
                if (cost > allowed)
                    return wanted.Count >= FewestLines || candidate.Worth == Worth.Culprit ? (wanted, true) : ([], false);
                wanted.Add(line);
            }
            return (wanted, false);
        }

        public void Show(List<int> chosen, string reason, bool isCut)
        {
            order++;
            foreach (var line in chosen)
                shown[line] = (order, reason, isCut);
        }

        public IEnumerable<ContextPiece> Pieces()
        {
            var numbers = shown.Keys.ToList();
            for (var start = 0; start < numbers.Count;)
            {
                var end = start;
                while (end + 1 < numbers.Count && IsSmallGap(numbers[end], numbers[end + 1]))
                    end++;
                var piece = numbers[start..(end + 1)];
                yield return new ContextPiece(
                    path, piece[0], piece[^1], [.. piece.OrderBy(line => shown[line].Order).Select(line => shown[line].Reason).Distinct(StringComparer.Ordinal)], piece.Any(line => shown[line].IsCut));
                start = end + 1;
            }
        }

        bool IsSmallGap(int one, int next) =>
            next - one <= SmallestGap || Enumerable.Range(one + 1, next - one - 1).All(line => string.IsNullOrWhiteSpace(lines[line - 1]));

        // The signature first, then outwards from the line that matters.
        static IEnumerable<int> InOrderOfWorth(int first, int last, int focus)
        {
            if (focus < first || focus > last)
                return Enumerable.Range(first, Math.Max(0, last - first + 1));
            var signature = Enumerable.Range(first, Math.Min(SignatureLines, last - first + 1));
            var around = Enumerable.Range(0, last - first + 1).SelectMany(distance => new[] { focus - distance, focus + distance })
                .Where(line => line >= first && line <= last);
            return signature.Append(focus).Concat(around).Distinct();
        }
    }
}

/// <summary>A text by lines, as they are numbered everywhere.</summary>
static class SourceLines
{
    /// <summary>The lines without their ends; no empty line after the last line end.</summary>
    public static string[] Of(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        return lines is [.., ""] ? lines[..^1] : lines;
    }
}
