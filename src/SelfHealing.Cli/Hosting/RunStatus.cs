using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Outcomes;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>Where a run stands, in a word.</summary>
static class RunStatus
{
    public const string Running = "running";
    public const string Waiting = "waiting";

    /// <summary>As a run shows whose process died.</summary>
    public const string Interrupted = "interrupted";

    public const string Failed = "failed";

    /// <summary><c>running</c>, <c>waiting</c>, or the name of the state that it ended in: <c>healed</c>, <c>duplicate</c>, <c>abstained</c> and so on.</summary>
    public static string Of(Snapshot snapshot) => snapshot.Result switch
    {
        null => Running,
        ExecutionResult.Waiting => Waiting,
        ExecutionResult.Succeeded => JsonNamingPolicy.CamelCase.ConvertName(snapshot.Position.State),
        _ => Failed,
    };

    public static ExitCode ExitCodeOf(string status) => status switch
    {
        "healed" => ExitCode.Healed,
        "nothingToHeal" or "duplicate" => ExitCode.NothingToHeal,
        "abstained" or "invalid" or "rejected" or "expired" => ExitCode.NoAcceptableFix,
        Waiting => ExitCode.WaitingForApproval,
        _ => ExitCode.Unexpected,
    };

    /// <summary>Whether it can go on without a person: it was on its way, is approved by itself, or waited for too long.</summary>
    public static bool MayGoOn(Snapshot snapshot, DateTimeOffset now) => snapshot.Result switch
    {
        null => true,
        ExecutionResult.Waiting waiting => IsAuto(snapshot) || waiting.ExpiresAt <= now,
        _ => false,
    };

    /// <summary>Whether it was started with <c>--approve auto</c>.</summary>
    public static bool IsAuto(Snapshot snapshot) => (string?)snapshot.Execution.Input?["approve"] == "auto";

    /// <summary>What the run knows so far: the state's data, or the output once it has ended.</summary>
    public static JsonNode? DataOf(Snapshot snapshot) =>
        snapshot.Result is ExecutionResult.Succeeded succeeded ? succeeded.Output : snapshot.Position.Input;

    /// <summary>The crash in a line; empty until it has been read.</summary>
    public static string CrashOf(Snapshot snapshot)
    {
        var crash = DataOf(snapshot)?["crash"];
        return (string?)crash?["exceptionType"] is { Length: > 0 } type
            ? PlainText.OneLine($"{type}: {(string?)crash["message"]}", 200)
            : "";
    }

    /// <summary>Why it ended as it did, in a sentence; empty when it is plain.</summary>
    public static string ReasonOf(Snapshot snapshot)
    {
        var data = DataOf(snapshot);
        return RunStatus.Of(snapshot) switch
        {
            "duplicate" => (string?)data?["issue"]?["reason"] ?? "",
            "nothingToHeal" => (string?)data?["issue"]?["reason"] ?? (string?)data?["crash"]?["reason"] ?? "",
            Failed when snapshot.Result is ExecutionResult.TimedOut => "The run took longer than the state machine allows.",
            Failed => (string?)data?["failure"]?["reason"] ?? (snapshot.Result as ExecutionResult.Failed)?.Cause ?? "",
            _ => (string?)data?["failure"]?["reason"] ?? "",
        };
    }

    /// <summary>How the run counts in the statistics.</summary>
    public static RunResult ResultOf(Snapshot snapshot)
    {
        var data = DataOf(snapshot);
        var ending = (string?)data?["issue"]?["outcome"] switch
        {
            "duplicate" => RunEnding.Duplicate,
            "suppressed" => RunEnding.Suppressed,
            _ => RunEnding.Other,
        };
        return new RunResult(ending, (decimal?)data?["fix"]?["usage"]?["cost"]);
    }
}
