using SelfHealing.Code;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Steps.Generate;

/// <summary>Chooses among several replies to one prompt. Equal replies in equal order give an equal choice.</summary>
/// <remarks>
/// Replies that cannot be read, do not apply or do not parse are dropped. Those that lead to the same files agree. The change that most
/// agree on is chosen; of several, the one that changes the fewest lines, then the first. When more replies abstain than agree, the choice is
/// to abstain. When none is left, the first that was dropped is chosen, so that its problems are told to the model.
/// </remarks>
static class SampleRanking
{
    /// <summary>The chosen reply. The confidence of a fix is the mean of those that agree on it.</summary>
    public static Sample Choose(IReadOnlyList<Sample> samples, SourceTree tree)
    {
        if (samples is [var only])
            return only;
        var abstained = samples.Where(sample => sample.Proposal is Abstention).ToList();
        var best = samples
            .Select(sample => (Sample: sample, Tried: sample.TriedOn(tree)))
            .Where(pair => pair.Tried is { Problems.Count: 0 })
            .GroupBy(pair => Identity(pair.Tried!), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => Size(group.First().Tried!))
            .FirstOrDefault();
        if (best is not null && best.Count() >= abstained.Count)
            return WithMeanConfidence([.. best.Select(pair => pair.Sample)]);
        return abstained.Count * 2 >= samples.Count || best is not null
            ? abstained[0]
            : samples.First(sample => sample.Proposal is not Abstention);
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
