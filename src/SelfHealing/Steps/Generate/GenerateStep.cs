using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate.Patterns;

namespace SelfHealing.Steps.Generate;

/// <summary>Asks for the root cause of a crash and a change that mends it: the built-in repair patterns, a model, or one after the other.</summary>
public sealed class GenerateStep(
    IArtifactStore artifacts, IIssueStore issues, IChatModels models, ISpending spending, Redactor redactor, TimeProvider time)
{
    /// <summary>A fix of less confidence is not proposed, where the service says nothing else.</summary>
    public const double DefaultMinConfidence = 0.5;

    readonly ModelConversation conversation = new(artifacts, models, spending, time);

    /// <summary>One attempt. The change is stored, not applied.</summary>
    public async Task<ProposedFix> RunAsync(GenerateInput input, CancellationToken cancellation)
    {
        var crash = await artifacts.GetJsonAsync(input.Crash.Crash!, StepJson.Default.Crash, cancellation);
        var tree = await SourceArtifact.GetAsync(artifacts, input.Code.Source, cancellation);
        var past = (await issues.FindAsync(new IssueKey(input.Service.Name, input.Crash.Fingerprint), cancellation))?.Attempts ?? [];
        var who = ModelChoice.Of(input.Service.Model);
        if (who.Model is not { } model)
            return await StoreAsync(Sure(FromPatterns(input, crash, tree), input.Service), ModelChoice.Patterns, cancellation);
        if (who.UsesPatterns && MayTryPatterns(input.Attempt, past)
            && Sure(RepairPatterns.Propose(crash, tree), input.Service) is Fix fix)
            return await StoreAsync(fix, ModelChoice.Patterns, cancellation);
        return await AskAsync(model, input, crash, tree, past, cancellation);
    }

    async Task<ProposedFix> AskAsync(
        string model, GenerateInput input, Crash crash, SourceTree tree, IReadOnlyList<PastAttempt> past, CancellationToken cancellation)
    {
        var earlier = await EarlierWork.LoadAsync(artifacts, input.Attempt, past, cancellation);
        var prompt = Prompt.For(
            crash, input.Code.Frames, tree, input.Attempt, redactor, earlier: earlier, regressionTest: input.Service.RegressionTest);
        var answer = await conversation.AskAsync(model, prompt, input.Service, input.Attempt, tree, cancellation);
        var proposed = answer.Samples switch
        {
            [] => await StoreAsync(new Abstention(earlier.RootCause, answer.Refusal), model, cancellation),
            [{ Proposal: { } proposal }, ..] => await StoreAsync(Sure(proposal, input.Service), model, cancellation),
            [{ Problems: var problems }, ..] => new ProposedFix(
                GenerateOutcome.Unreadable, string.Join(' ', problems), RootCause: "", Confidence: 0, model, Edits: null, problems),
        };
        return proposed with
        {
            Alternatives = proposed.Outcome == GenerateOutcome.Fix ? await StoreOthersAsync(answer.Samples, input.Service, cancellation) : [],
            Prompt = answer.Prompt,
            Reply = answer.Samples is [var best, ..] ? best.Reply : null,
            Usage = answer.Usage,
        };
    }

    async Task<IReadOnlyList<AlternativeFix>> StoreOthersAsync(IReadOnlyList<Sample> samples, ServiceSettings service, CancellationToken cancellation)
    {
        var others = new List<AlternativeFix>();
        foreach (var sample in samples.Skip(1))
        {
            if (Sure(sample.Proposal!, service) is Fix fix)
                others.Add(new AlternativeFix(fix.RootCause, fix.Confidence, await StoreAsync(fix.Edits, cancellation), sample.Reply));
        }
        return others;
    }

    Task<string> StoreAsync(IReadOnlyList<Edit> edits, CancellationToken cancellation) =>
        artifacts.PutJsonAsync("edits", edits, StepJson.Default.IReadOnlyListEdit, cancellation);

    // The patterns would only repeat themselves: what was wrong with their change ends the run.
    static Proposal FromPatterns(GenerateInput input, Crash crash, SourceTree tree) =>
        input.Attempt.Problems is [var problem, ..]
            ? new Abstention("", $"The repair pattern's change was refused: {problem}")
            : RepairPatterns.Propose(crash, tree);

    static bool MayTryPatterns(Attempt attempt, IReadOnlyList<PastAttempt> past) =>
        attempt.Number == 1 && !past.Any(fix => fix.Author == ModelChoice.Patterns && fix.Outcome != AttemptOutcome.Committed);

    static Proposal Sure(Proposal proposal, ServiceSettings service)
    {
        var least = service.MinConfidence ?? DefaultMinConfidence;
        return proposal is Fix fix && fix.Confidence < least
            ? new Abstention(fix.RootCause, $"A change was found, but its confidence of {fix.Confidence:P0} is below the minimum of {least:P0}.")
            : proposal;
    }

    async Task<ProposedFix> StoreAsync(Proposal proposal, string author, CancellationToken cancellation) => proposal switch
    {
        Fix fix => new ProposedFix(
            GenerateOutcome.Fix,
            Reason: "",
            fix.RootCause,
            fix.Confidence,
            author,
            await StoreAsync(fix.Edits, cancellation),
            Problems: []),
        Abstention abstention => new ProposedFix(
            GenerateOutcome.Abstained, abstention.Reason, abstention.RootCause, Confidence: 0, author, Edits: null, Problems: []),
        _ => throw new InvalidOperationException($"A proposal of type {proposal.GetType().Name} is unknown."),
    };
}
