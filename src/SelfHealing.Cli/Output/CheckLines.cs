using System.Text.Json;
using SelfHealing.Cli.Checks;
using SelfHealing.Cli.Hosting;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Output;

/// <summary>Prints what checks found, a line each, without a secret.</summary>
static class CheckLines
{
    /// <returns>True when nothing is missing.</returns>
    public static async Task<bool> PrintAsync(IEnumerable<CheckResult> results, Surroundings surroundings, PeopleConsole people, bool json, CancellationToken cancellation)
    {
        var isWhole = true;
        foreach (var result in results)
        {
            isWhole &= result.Verdict != Verdict.Missing;
            var clean = result with { Check = Clean(result.Check, surroundings), Says = Clean(result.Says, surroundings) };
            if (json)
                await surroundings.Output.WriteLineAsync(JsonSerializer.Serialize(clean, HostJson.Default.CheckResult).AsMemory(), cancellation);
            else
                people.Line($"{clean.Verdict.ToString().ToLowerInvariant(),-8} {clean.Check}: {clean.Says}");
        }
        return isWhole;
    }

    static string Clean(string text, Surroundings surroundings) => PlainText.OneLine(surroundings.Redactor.Redact(text), 1000);
}
