using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SelfHealing.Crashes;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary>A crash as `selfheal parse --json` prints it: one line.</summary>
sealed record CrashLine(
    string Source,
    string Language,
    string? ExceptionType,
    string Message,
    IReadOnlyList<StackFrame> Frames,
    IReadOnlyList<Cause> Causes,
    string Fingerprint,
    StackFrame? Culprit,
    bool Cut,
    DateTimeOffset? LoggedAt,
    Signal? Signal)
{
    public static CrashLine Of(Crash crash) => new(
        crash.Source,
        crash.Language,
        crash.ExceptionType.Length > 0 ? crash.ExceptionType : null,
        crash.Message,
        crash.Frames,
        crash.Causes,
        crash.Fingerprint,
        crash.Culprit,
        crash.Cut,
        crash.LoggedAt,
        crash.Signal);
}

[JsonSerializable(typeof(CrashLine))]
sealed partial class CrashLines : JsonSerializerContext
{
    /// <summary>For a terminal or a file, not for a page: quotes and letters stay readable.</summary>
    public static CrashLines Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new CamelCaseEnum<CauseRelation>(), new CamelCaseEnum<SignalKind>() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
