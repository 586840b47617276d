using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Lambda.Host;

/// <summary>The levels of AWS_LAMBDA_LOG_LEVEL.</summary>
enum LogLevel
{
    Trace,
    Debug,
    Info,
    Warn,
    Error,
    Fatal,
}

/// <summary>
/// The function's log, a line each on standard output: JSON as Lambda's own log records when AWS_LAMBDA_LOG_FORMAT is JSON, else text. Redacted.
/// </summary>
sealed class FunctionLog
{
    // Written for logs, not for a web page.
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Stream output;
    readonly bool isJson;
    readonly LogLevel least;
    readonly Redactor redactor;
    readonly TimeProvider time;

    public FunctionLog(Stream output, Func<string, string?> environment, Redactor redactor, TimeProvider time)
    {
        this.output = output;
        this.redactor = redactor;
        this.time = time;
        isJson = string.Equals(environment("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);
        least = Enum.TryParse<LogLevel>(environment("AWS_LAMBDA_LOG_LEVEL"), ignoreCase: true, out var level) ? level : LogLevel.Info;
    }

    /// <summary>Writes a message.</summary>
    public void Write(LogLevel level, string? requestId, string message) => Write(level, requestId, message, problem: null);

    /// <summary>Writes an error. Of the errors that the project has no name for, the stack trace too.</summary>
    public void Write(string? requestId, Exception problem) => Write(LogLevel.Error, requestId, FunctionError.Of(problem, redactor).Message, problem);

    void Write(LogLevel level, string? requestId, string message, Exception? problem)
    {
        if (level < least)
            return;
        var line = new ArrayBufferWriter<byte>();
        if (isJson)
            WriteJson(line, level, requestId, message, problem);
        else
            WriteText(line, level, requestId, message, problem);
        line.Write("\n"u8);
        // One write a line: lines of two threads do not mix.
        output.Write(line.WrittenSpan);
        output.Flush();
    }

    void WriteJson(ArrayBufferWriter<byte> line, LogLevel level, string? requestId, string message, Exception? problem)
    {
        using var json = new Utf8JsonWriter(line, Options);
        json.WriteStartObject();
        json.WriteString("timestamp", Now());
        json.WriteString("level", NameOf(level));
        json.WriteString("message", redactor.Redact(message));
        if (requestId is not null)
            json.WriteString("requestId", requestId);
        if (problem is not null)
        {
            json.WriteString("errorType", FunctionError.TypeOf(problem));
            json.WriteString("errorMessage", message);
            json.WriteStartArray("stackTrace");
            foreach (var frame in TraceOf(problem))
                json.WriteStringValue(frame);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    void WriteText(ArrayBufferWriter<byte> line, LogLevel level, string? requestId, string message, Exception? problem)
    {
        var text = $"{Now()}\t{requestId ?? "-"}\t{NameOf(level)}\t{(problem is null ? "" : FunctionError.TypeOf(problem) + ": ")}{PlainText.OneLine(redactor.Redact(message), 2000)}";
        line.Write(Encoding.UTF8.GetBytes(string.Join('\r', (string[])[text, .. TraceOf(problem)])));
    }

    IEnumerable<string> TraceOf(Exception? problem) => problem is null || FunctionError.IsOurs(problem)
        ? []
        : redactor.Redact(problem.ToString()).Split('\n').Take(60).Select(frame => PlainText.OneLine(frame));

    string Now() => time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static string NameOf(LogLevel level) => level.ToString().ToUpperInvariant();
}
