using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SelfHealing.Approvals;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.CommitPullRequest;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RecordFailure;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps;

/// <summary>Every step by its name, as a function from JSON to JSON. Both hosts run this table; they differ in the ports.</summary>
public sealed class StepTable
{
    readonly Dictionary<string, Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>>> steps = new(StringComparer.Ordinal);

    /// <summary>Builds the steps upon the ports.</summary>
    public StepTable(StepPorts ports)
    {
        var json = StepJson.Default;
        Add("Parse", new ParseStep(ports.Artifacts, ports.Redactor).RunAsync, json.ParseInput, json.CrashReport);
        Add("Dedupe", new DedupeStep(ports.Issues, ports.Repositories, ports.Host, ports.Spending, ports.Redactor, ports.Time).RunAsync, json.DedupeInput, json.IssueClaim);
        Add("FetchCode", new FetchCodeStep(ports.Repositories, ports.Artifacts).RunAsync, json.FetchCodeInput, json.CodeAtCrash);
        Add("Generate", new GenerateStep(ports.Artifacts, ports.Issues, ports.Models, ports.Spending, ports.Redactor, ports.Time).RunAsync, json.GenerateInput, json.ProposedFix);
        Add("ValidateSyntax", new ValidateSyntaxStep(ports.Artifacts, ports.Redactor).RunAsync, json.ValidateSyntaxInput, json.Validation);
        Add("PackTests", new PackTestsStep(ports.Artifacts, ports.Repositories, ports.Links).RunAsync, json.PackTestsInput, json.PackedTests);
        Add("Verify", new VerifyStep(ports.Artifacts, ports.Redactor).RunAsync, json.VerifyInput, json.Verification);
        Add("RequestApproval", new RequestApprovalStep(ports.Issues, ports.Artifacts, ports.Questions, ports.Notifier, ports.Redactor, ports.Time).RunAsync, json.RequestApprovalInput, json.ApprovalRequested);
        Add("CommitPullRequest", new CommitPullRequestStep(ports.Issues, ports.Artifacts, ports.Repositories, ports.Host, ports.Redactor, ports.Time).RunAsync, json.CommitPullRequestInput, json.OpenedPullRequest);
        Add("RecordFailure", new RecordFailureStep(ports.Issues, ports.Time).RunAsync, json.RecordFailureInput, json.Failure);
    }

    /// <summary>The steps' names: those of the Task states.</summary>
    public IReadOnlyCollection<string> Names => steps.Keys;

    /// <summary>Runs a step.</summary>
    /// <exception cref="StepInputException">There is no such step, or the input is not of its shape.</exception>
    public Task<byte[]> RunAsync(string step, ReadOnlyMemory<byte> input, CancellationToken cancellation) =>
        steps.TryGetValue(step, out var run)
            ? run(input, cancellation)
            : throw new StepInputException($"There is no step {step}. The steps are {string.Join(", ", steps.Keys)}.");

    void Add<TInput, TOutput>(
        string name, Func<TInput, CancellationToken, Task<TOutput>> run, JsonTypeInfo<TInput> inputType, JsonTypeInfo<TOutput> outputType) =>
        steps.Add(name, async (bytes, cancellation) =>
        {
            TInput? input;
            try
            {
                input = JsonSerializer.Deserialize(bytes.Span, inputType);
            }
            catch (JsonException problem)
            {
                throw new StepInputException($"The input of {name} is not of its shape: {problem.Message}");
            }
            var output = await run(input ?? throw new StepInputException($"The input of {name} is null."), cancellation);
            return JsonSerializer.SerializeToUtf8Bytes(output, outputType);
        });
}

/// <summary>What the steps use of the world.</summary>
public sealed record StepPorts(
    IIssueStore Issues,
    IArtifactStore Artifacts,
    ICodeRepository Repositories,
    ICodeHost Host,
    IChatModels Models,
    INotifier Notifier,
    IArtifactLinks Links,
    Redactor Redactor,
    TimeProvider Time)
{
    /// <summary>What was spent on models; where nothing is set, nothing is kept.</summary>
    public ISpending Spending { get; init; } = new NoSpending();

    /// <summary>What opens questions to people; null where a waiting run is answered by its token alone.</summary>
    public ApprovalQuestions? Questions { get; init; }
}

/// <summary>A step was called with what it does not understand. Trying again does not help.</summary>
public sealed class StepInputException(string message) : Exception(message);
