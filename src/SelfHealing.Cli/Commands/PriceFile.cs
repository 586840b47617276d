using System.Text.Json;
using SelfHealing.Cli.Hosting;
using SelfHealing.Spending;

namespace SelfHealing.Cli.Commands;

/// <summary>A file with the prices of models.</summary>
static class PriceFile
{
    /// <summary>The prices, by model.</summary>
    /// <exception cref="UsageException">The file cannot be read, or is not of its shape.</exception>
    public static IReadOnlyDictionary<string, ModelPrice> Read(string path)
    {
        try
        {
            var prices = JsonSerializer.Deserialize(File.ReadAllText(path), HostJson.Default.DictionaryStringModelPrice) ?? [];
            foreach (var (model, price) in prices)
            {
                if (price is null or { Input: < 0 } or { Output: < 0 })
                    throw new UsageException($"The price of {model} in {path} is less than nothing, or missing.");
            }
            return prices;
        }
        catch (JsonException problem)
        {
            throw new UsageException(
                $"The prices in {path} are not of the form {{\"MODEL\": {{\"input\": 0.2, \"output\": 0.6}}}}, in USD per million tokens: {problem.Message}");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The prices {path} cannot be read: {problem.Message}");
        }
    }
}
