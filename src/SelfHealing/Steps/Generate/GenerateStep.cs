using System.Text;
using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate.Patterns;

namespace SelfHealing.Steps.Generate;

/// <summary>Asks for the root cause of a crash and a change that mends it: the built-in repair patterns, or a model.</summary>
public sealed class GenerateStep(IArtifactStore artifacts, IChatModels models, Redactor redactor)
{
    /// <summary>The name of the built-in repair patterns where a model is named.</summary>
    public const string PatternsModel = "patterns";

    /// <summary>One attempt. The change is stored, not applied.</summary>
    public async Task<ProposedFix> RunAsync(GenerateInput input, CancellationToken cancellation)
    {
        var crash = await artifacts.GetJsonAsync(input.Crash.Crash!, StepJson.Default.Crash, cancellation);
        var tree = await SourceArtifact.GetAsync(artifacts, input.Code.Source, cancellation);
        if (input.Service.Model == PatternsModel)
            return await StoreAsync(FromPatterns(input, crash, tree), PatternsModel, cancellation);

        using var model = models.Open(input.Service.Model);
        var reply = await model.GetResponseAsync(Prompt.For(crash, input.Code.Frames, tree, input.Attempt, redactor).Messages, options: null, cancellation);
        await artifacts.PutAsync("reply", Encoding.UTF8.GetBytes(reply.Text), cancellation);
        try
        {
            return await StoreAsync(ReplyReader.Read(reply.Text), input.Service.Model, cancellation);
        }
        catch (UnreadableReplyException unreadable)
        {
            return new ProposedFix(
                GenerateOutcome.Unreadable, unreadable.Message, RootCause: "", Confidence: 0, input.Service.Model, Edits: null, unreadable.Problems);
        }
    }

    // The patterns would only repeat themselves: what was wrong with their change ends the run.
    static Proposal FromPatterns(GenerateInput input, Crash crash, SourceTree tree) =>
        input.Attempt.Problems is [var problem, ..]
            ? new Abstention("", $"The repair pattern's change was refused: {problem}")
            : RepairPatterns.Propose(crash, tree);

    async Task<ProposedFix> StoreAsync(Proposal proposal, string author, CancellationToken cancellation) => proposal switch
    {
        Fix fix => new ProposedFix(
            GenerateOutcome.Fix,
            Reason: "",
            fix.RootCause,
            fix.Confidence,
            author,
            await artifacts.PutJsonAsync("edits", fix.Edits, StepJson.Default.IReadOnlyListEdit, cancellation),
            Problems: []),
        Abstention abstention => new ProposedFix(
            GenerateOutcome.Abstained, abstention.Reason, abstention.RootCause, Confidence: 0, author, Edits: null, Problems: []),
        _ => throw new InvalidOperationException($"A proposal of type {proposal.GetType().Name} is unknown."),
    };
}
