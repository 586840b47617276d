namespace SelfHealing.Steps.Generate;

/// <summary>Who makes a fix, as a service's settings name it: <c>patterns</c>, a model, or <c>auto:</c> and a model.</summary>
/// <param name="UsesPatterns">Whether the built-in repair patterns are asked (first).</param>
/// <param name="Model">The model that is asked; null for none.</param>
public readonly record struct ModelChoice(bool UsesPatterns, string? Model)
{
    /// <summary>The name of the built-in repair patterns where a model is named.</summary>
    public const string Patterns = "patterns";

    const string AutoScheme = "auto:";

    /// <summary>Reads the name. Whether the model exists is not looked at.</summary>
    public static ModelChoice Of(string name) =>
        name == Patterns ? new ModelChoice(UsesPatterns: true, Model: null)
        : name.StartsWith(AutoScheme, StringComparison.Ordinal) ? new ModelChoice(UsesPatterns: true, name[AutoScheme.Length..])
        : new ModelChoice(UsesPatterns: false, name);
}
