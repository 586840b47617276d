namespace SelfHealing.Code.Syntax.Checks;

/// <summary>A reason why a compiler would refuse a source text.</summary>
/// <param name="Line">The 1-based line.</param>
/// <param name="Column">The 1-based column, in characters.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record SyntaxProblem(int Line, int Column, string Message);
