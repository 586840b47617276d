using System.Text;
using SelfHealing.Crashes;
using SelfHealing.Steps.Generate.Context;

namespace SelfHealing.Steps.Generate;

/// <summary>A crash as a model reads it. Bounded, whatever the log held.</summary>
static class PromptLog
{
    static readonly Limits[] Tries =
    [
        new(Outermost: 15, Innermost: 35, Message: 3_000, Field: 400, Causes: 8),
        new(Outermost: 5, Innermost: 15, Message: 1_000, Field: 200, Causes: 3),
        new(Outermost: 2, Innermost: 4, Message: 200, Field: 60, Causes: 1),
    ];

    sealed record Limits(int Outermost, int Innermost, int Message, int Field, int Causes);

    /// <summary>The calls, the exception and its causes, in about that many tokens or less.</summary>
    public static string Of(Crash crash, int tokens)
    {
        var text = "";
        foreach (var limits in Tries)
        {
            text = Of(crash, limits);
            if (TokenCounter.Count(text) <= tokens)
                break;
        }
        return text;
    }

    static string Of(Crash crash, Limits limits)
    {
        var text = new StringBuilder();
        Append(text, limits, crash.Frames, crash.ExceptionType, crash.Message);
        // The last cause is the root.
        foreach (var cause in crash.Causes.Count > limits.Causes ? [.. crash.Causes.Take(limits.Causes - 1), crash.Causes[^1]] : crash.Causes)
        {
            text.Append($"{cause.Relation}:\n");
            Append(text, limits, cause.Frames, cause.ExceptionType, cause.Message);
        }
        return text.ToString();
    }

    static void Append(StringBuilder text, Limits limits, IReadOnlyList<StackFrame> frames, string type, string message)
    {
        for (var i = 0; i < frames.Count; i++)
        {
            if (i == limits.Outermost && frames.Count > limits.Outermost + limits.Innermost)
            {
                i = frames.Count - limits.Innermost;
                text.Append($"… {i - limits.Outermost} more calls …\n");
            }
            var frame = frames[i];
            text.Append($"{Field(frame.File ?? "?", limits)}:{frame.Line} in {Field(frame.Function ?? "?", limits)}: {Field(frame.SourceLine ?? "", limits)}\n");
        }
        // Each for itself: a comment must not swallow what the program printed in between.
        var shown = HiddenComments.ClosedRemoved(PlainText.Lines(message));
        text.Append($"{Field(type, limits)}: {(shown.Length > limits.Message ? shown[..limits.Message] + "…" : shown)}\n");
    }

    static string Field(string text, Limits limits) => PlainText.OneLine(text, limits.Field);
}
