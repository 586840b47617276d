using System.Text.Json.Serialization;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Checks;

/// <summary>What a check found.</summary>
[JsonConverter(typeof(CamelCaseEnum<Verdict>))]
enum Verdict
{
    /// <summary>It is as it has to be.</summary>
    Ok,

    /// <summary>It works without, or cannot be told from here.</summary>
    Note,

    /// <summary>It is needed, and missing or wrong.</summary>
    Missing,
}

/// <summary>One line of a check-up.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Says">What was found, in a sentence; when it is missing, what to do.</param>
sealed record CheckResult(string Check, Verdict Verdict, string Says);
