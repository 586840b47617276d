using SelfHealing.Approvals.Diff;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Approvals;

/// <summary>What the page shows of a change: the diff as it was validated, coloured by the files that it is about.</summary>
/// <param name="Files">The files of the diff.</param>
/// <param name="Trace">The crash's text in the log, without secrets; empty when it is not kept.</param>
sealed record ShownChange(IReadOnlyList<ShownFile> Files, string Trace)
{
    /// <summary>Reads it from its artifacts: the patch, the source that it is for, and the crash where it is kept.</summary>
    public static async Task<ShownChange> ReadAsync(
        IArtifactStore artifacts, string patchName, string sourceName, string? crashName, Redactor redactor, CancellationToken cancellation)
    {
        var patch = await artifacts.GetJsonAsync(patchName, StepJson.Default.Patch, cancellation);
        var source = await SourceArtifact.GetAsync(artifacts, sourceName, cancellation);
        var trace = crashName is not null
            ? (await artifacts.GetJsonAsync(crashName, StepJson.Default.Crash, cancellation)).Text
            : null;
        CodeColours? Colours(string path, IReadOnlyDictionary<string, string> files) =>
            files.TryGetValue(path, out var text) ? CodeColours.Of(path, redactor.Redact(text)) : null;
        return new ShownChange(
            [.. DiffReader.Read(patch.Diff).Select(file => new ShownFile(file, Colours(file.Path, source.Files), Colours(file.Path, patch.Files)))],
            new ShownText(redactor).Of(trace ?? ""));
    }
}

/// <summary>One file of a change.</summary>
/// <param name="Diff">Its rows.</param>
/// <param name="Before">The colours of what it was; null for one colour.</param>
/// <param name="After">The colours of what it becomes; null for one colour.</param>
sealed record ShownFile(DiffFile Diff, CodeColours? Before, CodeColours? After);
