namespace SelfHealing.Spending;

/// <summary>What a model costs, in US dollars for a million tokens.</summary>
/// <param name="Input">For tokens sent.</param>
/// <param name="Output">For tokens answered.</param>
public sealed record ModelPrice(decimal Input, decimal Output)
{
    const decimal Million = 1_000_000;

    /// <summary>The cost of some tokens, in US dollars.</summary>
    public decimal Of(long inputTokens, long outputTokens) => (inputTokens * Input + outputTokens * Output) / Million;

    /// <summary>The price of a model: under its whole name, else under what stands after its last <c>#</c>; null when neither is in the table.</summary>
    public static ModelPrice? Find(IReadOnlyDictionary<string, ModelPrice>? prices, string model) =>
        prices is null ? null
        : prices.TryGetValue(model, out var price) || prices.TryGetValue(model[(model.LastIndexOf('#') + 1)..], out price) ? price
        : null;
}
