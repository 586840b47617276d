using System.Text.Json;
using System.Text.Json.Serialization;
using SelfHealing.Approvals;
using SelfHealing.Approvals.HttpApi;
using SelfHealing.Ingest;
using SelfHealing.Issues;
using SelfHealing.Outcomes;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Lambda;

/// <summary>One Lambda function: the event's JSON in, the response's JSON out.</summary>
delegate Task<byte[]> Function(ReadOnlyMemory<byte> payload, CancellationToken cancellation);

/// <summary>Every function of this executable, by the name that ANNOTATIONS_HANDLER gives: the steps of the state machine, and those outside it.</summary>
sealed class FunctionTable
{
    readonly SortedDictionary<string, Function> functions = new(StringComparer.Ordinal);

    /// <param name="steps">The steps.</param>
    /// <param name="newIngest">Makes what turns log events into runs, when the first come.</param>
    /// <param name="newPage">Makes the page on which people decide, when the first one opens it.</param>
    /// <param name="outcomes">What reads the fate of pull requests.</param>
    public FunctionTable(StepTable steps, Func<LogIngest> newIngest, Func<ApprovalPage> newPage, OutcomeReader outcomes)
    {
        foreach (var step in steps.Names)
            functions.Add(step, (payload, cancellation) => steps.RunAsync(step, payload, cancellation));
        var ingest = new Lazy<LogIngest>(newIngest, LazyThreadSafetyMode.PublicationOnly);
        functions.Add("Ingest", async (payload, cancellation) =>
            JsonSerializer.SerializeToUtf8Bytes(await ingest.Value.HandleAsync(payload, cancellation), FunctionJson.Default.IngestReport));
        var page = new Lazy<ApprovalFunction>(() => new ApprovalFunction(newPage()), LazyThreadSafetyMode.PublicationOnly);
        functions.Add("ApprovalPage", (payload, cancellation) => page.Value.HandleAsync(payload, cancellation));
        functions.Add("Outcomes", async (_, cancellation) =>
            JsonSerializer.SerializeToUtf8Bytes(await OutcomesReport.OfAsync(outcomes, cancellation), FunctionJson.Default.OutcomesReport));
    }

    /// <summary>The functions on AWS.</summary>
    public static FunctionTable On(AwsPorts ports) => new(new StepTable(ports.Steps), ports.NewIngest, ports.NewApprovalPage, ports.Outcomes);

    public IReadOnlyCollection<string> Names => functions.Keys;

    /// <exception cref="UnknownFunctionException">There is no function of this name.</exception>
    public Function Find(string? name) => functions.TryGetValue(name ?? "", out var function)
        ? function
        : throw new UnknownFunctionException(
            $"ANNOTATIONS_HANDLER is {(string.IsNullOrEmpty(name) ? "not set" : $"\"{PlainText.OneLine(name, 100)}\"")}. It names the function to run: {string.Join(", ", functions.Keys)}.");
}

/// <summary>How the responses of the functions outside the state machine are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<IssueStatus>), typeof(CamelCaseEnum<PullRequestEnding>)])]
[JsonSerializable(typeof(IngestReport))]
[JsonSerializable(typeof(OutcomesReport))]
sealed partial class FunctionJson : JsonSerializerContext;

/// <summary>The executable was started for a function that it does not have.</summary>
sealed class UnknownFunctionException(string message) : Exception(message);
