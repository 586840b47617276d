namespace SelfHealing.Redaction;

/// <summary>A text without its secrets, and how many of each kind were replaced in it.</summary>
public sealed record RedactedText(string Text, IReadOnlyDictionary<SecretKind, int> Counts);
