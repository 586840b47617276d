using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Steps;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Cli.Output;

/// <summary>What a state did, in a line for a person.</summary>
static class StateLines
{
    /// <summary>The line for a state, from the run's data after it.</summary>
    public static string Of(string state, JsonNode? data) => state switch
    {
        "Parse" => Parse(data?["crash"]),
        "Dedupe" => $"{Text(data, "issue", "outcome")}: {Text(data, "issue", "reason")}",
        "FetchCode" => FetchCode(data?["code"]),
        "Generate" or "NextAlternative" => Generate(data?["fix"]),
        "ValidateSyntax" => ValidateSyntax(data?["validation"]),
        "PackTests" => data?["tests"]?["build"] is null ? "" : $"runs `{Text(data, "service", "verify")}` without the change and with it",
        "Verify" => Verify(data),
        "RequestApproval" => Decision(data?["approval"]),
        "CommitPullRequest" => CommitPullRequest(data?["pullRequest"]),
        "RecordFailure" => $"{Text(data, "failure", "ending")}: {Text(data, "failure", "reason")}",
        _ => "",
    };

    static string Parse(JsonNode? crash)
    {
        if (Text(crash, "outcome") != "crash")
            return Text(crash, "reason");
        var culprit = crash?["culprit"];
        var where = culprit is null ? "outside the application's code" : $"{Text(culprit, "file")}:{Text(culprit, "line")} in {Text(culprit, "function")}";
        return $"{Text(crash, "language")}: {Text(crash, "exceptionType")}: {Text(crash, "message")}; {where}";
    }

    static string FetchCode(JsonNode? code)
    {
        var frames = code?["frames"]?.AsArray().Count ?? 0;
        return frames > 0
            ? $"commit {Short(Text(code, "commit"))} on {(Text(code, "branch") is { Length: > 0 } branch ? branch : "no branch")}, {frames} {(frames == 1 ? "frame is" : "frames are")} in the repository"
            : Text(code, "reason");
    }

    static string Generate(JsonNode? fix) => Text(fix, "outcome") switch
    {
        "fix" => $"{Text(fix, "author")}: {Text(fix, "rootCause")}",
        _ => $"{Text(fix, "author")} {Text(fix, "outcome")}: {Text(fix, "reason")}",
    };

    static string CommitPullRequest(JsonNode? pullRequest)
    {
        var notes = pullRequest?["notes"]?.AsArray().Select(note => "; " + note) ?? [];
        return $"branch {Text(pullRequest, "branch")}, commit {Short(Text(pullRequest, "commit"))} {Text(pullRequest, "url")}{string.Concat(notes)}";
    }

    static string Decision(JsonNode? approval) =>
        $"{Text(approval, "decision")} by {Text(approval, "approver")}" + (Text(approval, "reason") is { Length: > 0 } reason ? $": {reason}" : "");

    static string ValidateSyntax(JsonNode? validation) =>
        validation?["files"] is JsonArray { Count: > 0 } files
            ? "valid: " + string.Join(", ", files.Select(file => $"{Text(file, "path")} +{Text(file, "added")} -{Text(file, "removed")}"))
                + string.Concat(validation["notes"]?.AsArray().Select(note => $"; look at {note}") ?? [])
            : string.Join("; ", validation?["problems"]?.AsArray().Select(problem => (string?)problem) ?? []);

    static string Verify(JsonNode? data) =>
        data?["service"].Deserialize(StepJson.Default.ServiceSettings) is { } service && data["verification"].Deserialize(StepJson.Default.Verification) is { } verification
            ? VerificationText.Plain(service, verification, proposed: null)
            : "";

    static string Text(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node?[name];
        return node?.ToString() ?? "";
    }

    static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;
}
