using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Crashes;

/// <summary>
/// Computes the same text for crashes of the same bug: from the exception's type and the in-app frame that each exception of the chain
/// comes from, never from what differs between two occurrences. docs/fingerprint.md has the rules and their reasons.
/// </summary>
static class Fingerprint
{
    const string Version = "v1";

    /// <summary><c>v1:</c> and 32 hexadecimal digits.</summary>
    public static string Of(Trace trace) =>
        $"{Version}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Identity(trace))).AsSpan(0, 16))}";

    /// <summary>What is hashed, a part per line; for tests and for people who ask why two crashes are two.</summary>
    public static string Identity(Trace trace)
    {
        var parts = new List<string> { trace.Language, TypeName(trace) };
        if (StackOverflow.Cycle(trace) is { Count: > 0 } cycle)
        {
            parts.AddRange(cycle);
            return string.Join('\n', parts);
        }
        AddRaised(trace, parts);
        AddCauses(trace, parts);
        if (parts.Count == 2)
            AddFallback(trace, parts);
        else if (trace.Raised.Type.Length == 0)
            parts.Add(MessageShape.Of(trace.Raised.Message));
        return string.Join('\n', parts);
    }

    static void AddRaised(Trace trace, List<string> parts)
    {
        var place = trace.ErrorLocation is { InApp: true } location
            ? FrameKey.Of(trace.Language, [location], 0, trace.Raised.Message)
            : null;
        if (place is not null && Culprits.IsCompilers(trace))
            parts.Add(place);
        else if (Key(trace.Language, trace.Raised.Frames, trace.Raised.Message) is { } key)
            parts.Add(key);
        else if (Key(trace.Language, trace.CallStack, trace.Raised.Message) is { } call)
            parts.Add(call);
        else if (place is not null && !trace.Causes.Any(c => c.Frames.Any(f => f.InApp)))
            parts.Add(place);
    }

    // Members of a group fail in any order and number: their distinct keys count, sorted. Suppressed exceptions tell of the clean-up.
    static void AddCauses(Trace trace, List<string> parts)
    {
        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var cause in trace.Causes)
        {
            if (cause.Relation == CauseRelation.Suppressed)
                continue;
            // Which input or output error it was (refused, timed out, file or folder missing) is up to the world, not to the code.
            var type = ExceptionName.IsInputOutput(cause.Type) ? "" : ExceptionName.Short(cause.Type);
            var key = $"{type} {Key(trace.Language, cause.Frames, cause.Message)}".Trim();
            if (key.Length == 0)
                continue;
            if (cause.Relation == CauseRelation.Member)
                members.Add(key);
            else
                parts.Add(key);
        }
        parts.AddRange(members);
    }

    static void AddFallback(Trace trace, List<string> parts)
    {
        parts.Add(MessageShape.Of(trace.Raised.Message));
        if (trace.Raised.Frames is [.., var innermost])
            parts.Add(FunctionName.Stable(trace.Language, innermost.Function) ?? "");
    }

    static string? Key(string language, IReadOnlyList<StackFrame> frames, string message)
    {
        for (var i = frames.Count - 1; i >= 0; i--)
        {
            if (frames[i].InApp)
                return FrameKey.Of(language, frames, i, message);
        }
        return null;
    }

    // Go has no exception types; what the runtime says of its own errors is as good as one.
    static string TypeName(Trace trace)
    {
        var type = ExceptionName.Short(trace.Raised.Type);
        return trace.Language == "go" && GoRuntimeError.Is(trace.Raised.Type, trace.Raised.Message) ? MessageShape.Of(trace.Raised.Message)
            : type;
    }
}
