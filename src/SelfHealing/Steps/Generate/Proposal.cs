using SelfHealing.Code;

namespace SelfHealing.Steps.Generate;

/// <summary>What a model or a repair pattern answers to a crash: a <see cref="Fix"/> or an <see cref="Abstention"/>.</summary>
/// <param name="RootCause">Why the program crashed, in a sentence or three, for a person to read; empty when it is not known.</param>
public abstract record Proposal(string RootCause);

/// <summary>A change that should make the crash go away by mending its cause.</summary>
/// <param name="RootCause">Why the program crashed.</param>
/// <param name="Confidence">0 to 1: how sure the author is.</param>
/// <param name="Edits">The change.</param>
public sealed record Fix(string RootCause, double Confidence, IReadOnlyList<Edit> Edits) : Proposal(RootCause);

/// <summary>No change, and why.</summary>
/// <param name="RootCause">Why the program crashed, as far as it is known.</param>
/// <param name="Reason">Why no change is proposed.</param>
public sealed record Abstention(string RootCause, string Reason) : Proposal(RootCause);
