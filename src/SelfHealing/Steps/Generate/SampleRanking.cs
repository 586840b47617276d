using SelfHealing.Code;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.Generate;

/// <summary>Ranks several replies to one prompt. Equal replies in equal order give an equal ranking.</summary>
/// <remarks>
/// Replies that cannot be read, do not apply or do not parse are dropped. Those that lead to the same files agree. The change that most
/// agree on is first; of several, the one that changes the fewest lines, then the first. A change that fewer agree on than abstain is dropped
/// too; when all are, the choice is to abstain. When no reply gives a change, the first that was dropped is chosen, so that its problems are
/// told to the model.
/// </remarks>
static class SampleRanking
{
    /// <summary>The replies to go on with, the best first; at least one. The confidence of a fix is the mean of those that agree on it.</summary>
    public static IReadOnlyList<Sample> Rank(IReadOnlyList<Sample> samples, SourceTree tree)
    {
        if (samples is [_])
            return samples;
        var abstained = samples.Where(sample => sample.Proposal is Abstention).ToList();
        var changes = samples
            .Select(sample => (Sample: sample, Tried: sample.TriedOn(tree)))
            .Where(pair => pair.Tried is { Problems.Count: 0 })
            .GroupBy(pair => Identity(pair.Tried!), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => Size(group.First().Tried!))
            .ToList();
        if (changes.Count == 0)
            return [abstained.Count * 2 >= samples.Count ? abstained[0] : samples.First(sample => sample.Proposal is not Abstention)];
        var agreed = changes.Where(group => group.Count() >= abstained.Count).ToList();
        return agreed.Count == 0 ? [abstained[0]] : [.. agreed.Select(group => WithMeanConfidence([.. group.Select(pair => pair.Sample)]))];
    }

    static Sample WithMeanConfidence(IReadOnlyList<Sample> agreeing)
    {
        var fix = (Fix)agreeing[0].Proposal!;
        return agreeing[0] with { Proposal = fix with { Confidence = agreeing.Average(sample => ((Fix)sample.Proposal!).Confidence) } };
    }

    static int Size(ValidatedEdits tried) => tried.Changes.Sum(change => change.Added + change.Removed);

    static string Identity(ValidatedEdits tried) =>
        string.Concat(tried.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}\0{file.Value}\0"));
}
