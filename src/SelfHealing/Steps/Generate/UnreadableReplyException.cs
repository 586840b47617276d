namespace SelfHealing.Steps.Generate;

/// <summary>A model's reply that cannot be read as a fix or an abstention.</summary>
public sealed class UnreadableReplyException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    /// <summary>What is wrong with it: a sentence or two each, for the model to read.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
