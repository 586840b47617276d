using System.Text.Json;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Lambda.Host;

/// <summary>An exception as Lambda and the state machine see it.</summary>
/// <param name="Type">The exception's name without its namespace: the state machine's Retry and Catch lists name it.</param>
/// <param name="Message">What happened, redacted, on one line.</param>
sealed record FunctionError(string Type, string Message)
{
    public static FunctionError Of(Exception problem, Redactor redactor) => new(TypeOf(problem), PlainText.OneLine(redactor.Redact(problem.Message), 2000));

    public static string TypeOf(Exception problem) => problem.GetType().Name;

    /// <summary>Whether the project throws it on purpose: its message says what to do, and a stack trace adds nothing.</summary>
    public static bool IsOurs(Exception problem) => problem.GetType().FullName?.StartsWith("SelfHealing.", StringComparison.Ordinal) == true;

    /// <summary>The document that the Runtime API takes.</summary>
    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("errorType", Type);
            json.WriteString("errorMessage", Message);
            json.WriteStartArray("stackTrace");
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
