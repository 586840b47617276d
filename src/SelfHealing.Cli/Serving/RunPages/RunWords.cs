using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>How a run is put to people.</summary>
static class RunWords
{
    /// <summary>"nothingToHeal" as words.</summary>
    public static string Status(string status) =>
        string.Concat(status.Select(letter => char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    public static string Sign(string status) => status switch
    {
        "healed" => "✓",
        RunStatus.Running => "●",
        RunStatus.Waiting => "◔",
        RunStatus.Interrupted => "○",
        RunStatus.Failed => "✕",
        _ => "–",
    };

    public static string Look(string status) => status switch
    {
        "healed" => "done",
        RunStatus.Running => "running",
        RunStatus.Waiting => "waiting",
        RunStatus.Interrupted => "interrupted",
        RunStatus.Failed => "failed",
        _ => "ended",
    };

    /// <summary>The last part of a path or an address.</summary>
    public static string Repository(string repository)
    {
        var name = Path.GetFileName(repository.TrimEnd('/'));
        return name.EndsWith(".git", StringComparison.Ordinal) && name.Length > 4 ? name[..^4] : name;
    }
}
