using SelfHealing.Ports;

namespace SelfHealing.Steps.FetchCode;

/// <summary>Fetches the code that was running and finds the crash's frames in it.</summary>
public sealed class FetchCodeStep(ICodeRepository repositories, IArtifactStore artifacts)
{
    /// <summary>Reads one commit; nothing is checked out.</summary>
    public async Task<CodeAtCrash> RunAsync(FetchCodeInput input, CancellationToken cancellation)
    {
        var crash = await artifacts.GetJsonAsync(input.Crash.Crash!, StepJson.Default.Crash, cancellation);
        var service = input.Service;
        var code = await repositories.FetchAsync(new CodeLocation(service.Repository, service.Branch, service.Root), cancellation);
        var frames = FrameMapper.Map(crash, code.Tree);
        var source = await SourceArtifact.PutAsync(artifacts, code.Tree, cancellation);
        return frames.Count > 0
            ? new CodeAtCrash(FetchOutcome.Found, "", code.Tree.Commit, code.Branch, code.Root, source, frames)
            : new CodeAtCrash(
                FetchOutcome.NotFound,
                $"None of the {crash.Frames.Count} frames of the crash is in {service.Repository} at {code.Tree.Commit[..10]}: "
                    + "is it the repository of this service?",
                code.Tree.Commit, code.Branch, code.Root, source, frames);
    }
}
