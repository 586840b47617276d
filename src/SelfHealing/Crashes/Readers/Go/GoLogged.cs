using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Go;

/// <summary>
/// Panics that stand within log records. The stack that zap and its like log below an error has functions without arguments; it tells
/// where the record was written, so it counts only when the record says that a panic was recovered.
/// </summary>
static class GoLogged
{
    /// <summary>The panic above the first goroutine, where something stands in front of every line; null when there is none.</summary>
    public static OpenException? FindPanic(Lookback before)
    {
        for (var i = 0; i < 20 && before.TryGet(i, out var line); i++)
        {
            if (GoLine.TryPanic(line.AsSpan().TrimStart(), out var type, out var message))
                return new OpenException(type, message);
        }
        return null;
    }

    /// <summary>True when the line is the place of the stack's first function.</summary>
    public static bool TryOpen(string line, Lookback before, out string message, out string? function)
    {
        (message, function) = ("", null);
        if (!GoLine.TryPlace(line, out _, out _))
            return false;
        var above = before.Newest(2);
        if (above.Count < 2 || !GoLine.TryFunction(above[0], out function))
            return false;
        var panic = above[1].LastIndexOf("panic: ", StringComparison.Ordinal);
        if (panic < 0)
            return false;
        var text = above[1].AsSpan(panic);
        var quote = text.IndexOf('"');
        return GoLine.TryPanic(quote > 0 ? text[..quote] : text, out _, out message);
    }
}
