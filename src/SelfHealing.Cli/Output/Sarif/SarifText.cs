using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Output.Sarif;

/// <summary>Text of strangers for a SARIF message: no secrets, no links, and not where the repository lies on this machine.</summary>
sealed class SarifText(Snapshot run, Redactor redactor)
{
    readonly string repository = (string?)RunStatus.DataOf(run)?["service"]?["repository"] ?? "";

    public string Of(string? text, int longest = 4000)
    {
        var plain = redactor.Redact(PlainText.Lines(text ?? ""));
        if (Path.IsPathRooted(repository))
            plain = plain.Replace(repository, "the repository", StringComparison.Ordinal);
        // "[text](address)" would be a link.
        plain = plain.Replace("](", "\\](", StringComparison.Ordinal);
        return plain.Length > longest ? plain[..longest] + "…" : plain;
    }

    public JsonObject Message(string? text) => new() { ["text"] = Of(text) };

    /// <summary>A file of the repository.</summary>
    public static JsonObject Artifact(string path) => new()
    {
        ["uri"] = string.Join('/', path.Split('/').Select(Uri.EscapeDataString)),
        ["uriBaseId"] = "%SRCROOT%",
    };

    /// <summary>True when the text may stand in the file as it is.</summary>
    public bool IsFree(string text) => redactor.Redact(text) == text;
}
