using SelfHealing.Steps;

namespace SelfHealing.Lambda;

/// <summary>One Lambda function: the event's JSON in, the response's JSON out.</summary>
delegate Task<byte[]> Function(ReadOnlyMemory<byte> payload, CancellationToken cancellation);

/// <summary>Every function of this executable, by the name that ANNOTATIONS_HANDLER gives: the steps of the state machine, and those outside it.</summary>
sealed class FunctionTable
{
    readonly SortedDictionary<string, Function> functions = new(StringComparer.Ordinal);

    public FunctionTable(StepTable steps)
    {
        foreach (var step in steps.Names)
            functions.Add(step, (payload, cancellation) => steps.RunAsync(step, payload, cancellation));
        // The functions outside the state machine, Ingest and ApprovalPage, are added here.
    }

    public IReadOnlyCollection<string> Names => functions.Keys;

    /// <exception cref="UnknownFunctionException">There is no function of this name.</exception>
    public Function Find(string? name) => functions.TryGetValue(name ?? "", out var function)
        ? function
        : throw new UnknownFunctionException(
            $"ANNOTATIONS_HANDLER is {(string.IsNullOrEmpty(name) ? "not set" : $"\"{PlainText.OneLine(name, 100)}\"")}. It names the function to run: {string.Join(", ", functions.Keys)}.");
}

/// <summary>The executable was started for a function that it does not have.</summary>
sealed class UnknownFunctionException(string message) : Exception(message);
