namespace SelfHealing.Crashes;

/// <summary>What a fingerprint takes of the in-app frame that an exception comes from.</summary>
static class FrameKey
{
    /// <summary>
    /// The frame's file or module, its function, and what tells apart the statements in it: its source line where the trace has it,
    /// else the library function that it called.
    /// </summary>
    public static string Of(string language, IReadOnlyList<StackFrame> frames, int index, string message)
    {
        var frame = frames[index];
        var place = Place(language, frame, Enclosing(language, frames, index));
        // Node prints the source line of uncaught errors only; the same error, logged, has none.
        if (frame.SourceLine is { } source && language != "javascript")
            return $"{place}|{Squeeze(source)}{FailedPart(source, message)}";
        var callee = index + 1 < frames.Count && !frames[index + 1].InApp
            ? FunctionName.Stable(language, frames[index + 1].Function)
            : null;
        return (callee is null ? place : $"{place}>{callee}") + (language == "java" ? JavaNullMessage.Code(message) : "");
    }

    public static string Place(string language, StackFrame frame) => Place(language, frame, frame.Function);

    // In Java, .NET and Go the function's name holds its module; the file adds only where the code was built.
    static string Place(string language, StackFrame frame, string? function)
    {
        var name = FunctionName.Stable(language, function);
        return language is "java" or "csharp" or "go" && name is not null ? name : $"{CodePath.Stable(frame.File)}:{name}";
    }

    // A comprehension is a function of its own up to Python 3.11 and none since; an anonymous JavaScript function has no name.
    static string? Enclosing(string language, IReadOnlyList<StackFrame> frames, int index)
    {
        var frame = frames[index];
        var isNameless = language == "python" ? frame.Function is "<listcomp>" or "<dictcomp>" or "<setcomp>" : language == "javascript"
            && frame.Function is null;
        if (!isNameless)
            return frame.Function;
        for (var i = index - 1; i >= 0; i--)
        {
            if (frames[i].InApp && frames[i].File == frame.File)
                return language == "python" ? frames[i].Function : $"{frames[i].Function} function";
        }
        return frame.Function;
    }

    /// <summary>
    /// A name that the message quotes and the source line spells out, as in <c>KeyError: 'price'</c> at <c>item["price"] * item["qty"]</c>:
    /// it is part of the code and says which half of the line failed.
    /// </summary>
    static string FailedPart(string source, string message)
    {
        var open = message.IndexOf('\'');
        var close = open < 0 ? -1 : message.IndexOf('\'', open + 1);
        if (close <= open + 1 || close - open > 80)
            return "";
        var name = message[(open + 1)..close];
        return source.Contains($"[\"{name}\"]", StringComparison.Ordinal) || source.Contains($"['{name}']", StringComparison.Ordinal)
            ? $"|{name}" : "";
    }

    static string Squeeze(string source) => string.Join(' ', source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
