using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The limit that Step Functions sets on the input and the output of a state.</summary>
static class Payload
{
    public const int MaxBytes = 256 * 1024;

    /// <summary>Whether the compact UTF-8 text is short enough. What is nested beyond reading does not fit either.</summary>
    public static bool Fits(JsonNode? value) => Json.Measure(value) <= MaxBytes;
}
