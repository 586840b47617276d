using SelfHealing.Code.Symbols;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>Why code is shown, in order of worth.</summary>
enum Worth { Culprit, Trace, Definition, CallSite, Test, Guidance, Rest }

/// <summary>Lines that are worth showing.</summary>
/// <param name="Path">The file.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Worth">What they are worth.</param>
/// <param name="Reason">Why, in a few words for the model and for a person.</param>
/// <param name="Focus">The line around which they are cut where they do not fit; 0: the first ones are kept.</param>
sealed record Candidate(string Path, LineRange Lines, Worth Worth, string Reason, int Focus = 0);

/// <summary>Lines of one file that a model is shown.</summary>
/// <param name="Path">The repository path.</param>
/// <param name="First">The first line, 1-based.</param>
/// <param name="Last">The last line.</param>
/// <param name="Reasons">Why they are shown, the strongest reason first.</param>
/// <param name="IsCut">True when a function or text that is shown goes on where the piece ends.</param>
public sealed record ContextPiece(string Path, int First, int Last, IReadOnlyList<string> Reasons, bool IsCut);
