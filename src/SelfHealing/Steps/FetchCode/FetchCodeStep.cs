using SelfHealing.Ports;
using SelfHealing.Steps.Verify.Commands;

namespace SelfHealing.Steps.FetchCode;

/// <summary>Fetches the code that was running and finds the crash's frames in it.</summary>
public sealed class FetchCodeStep(ICodeRepository repositories, IArtifactStore artifacts)
{
    /// <summary>Reads one commit: the one that the log names, else that of the configured branch. Nothing is checked out.</summary>
    public async Task<CodeAtCrash> RunAsync(FetchCodeInput input, CancellationToken cancellation)
    {
        var crash = await artifacts.GetJsonAsync(input.Crash.Crash!, StepJson.Default.Crash, cancellation);
        var service = input.Service;
        var running = await RunningCode.FetchAsync(repositories, crash, new CodeLocation(service.Repository, service.Branch, service.Root), cancellation);
        var code = running.Fetched;
        var found = FrameMapper.Find(crash, code.Tree);
        var isFound = found.Mapped.Count > 0;
        return new CodeAtCrash(
            isFound ? FetchOutcome.Found : FetchOutcome.NotFound,
            isFound ? "" : $"None of the {crash.Frames.Count} frames of the crash is in the repository at {code.Tree.Commit[..10]}: is it the one of this service?",
            code.Tree.Commit,
            running.Revision,
            running.Source,
            code.Branch,
            code.Root,
            await SourceArtifact.PutAsync(artifacts, code.Tree, cancellation),
            found.Mapped,
            found.Ambiguous)
        {
            TestCommand = ProposedCommand.For(code.Tree, found.Mapped.Select(frame => frame.Path)),
        };
    }
}
