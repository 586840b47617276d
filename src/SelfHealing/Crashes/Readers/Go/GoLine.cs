namespace SelfHealing.Crashes.Readers.Go;

/// <summary>The shapes of single lines that Go's runtime prints when a program panics.</summary>
static class GoLine
{
    static readonly string[] Extensions = [".go", ".s", ".c", ".goc", ".h"];

    /// <summary>Reads <c>goroutine 12 [running, locked to thread]:</c>.</summary>
    public static bool TryGoroutine(ReadOnlySpan<char> text, out bool isRunning)
    {
        isRunning = false;
        if (!text.StartsWith("goroutine "))
            return false;
        var rest = text[10..];
        var digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            digits++;
        var state = rest[digits..].IndexOf('[');
        if (digits == 0 || state < 0 || !rest.TrimEnd().EndsWith("]:"))
            return false;
        isRunning = rest[(digits + state)..].StartsWith("[running");
        return true;
    }

    /// <summary>Reads an indented <c>/path/file.go:12 +0x1f</c>.</summary>
    public static bool TryPlace(ReadOnlySpan<char> line, out string file, out int number)
    {
        (file, number) = ("", 0);
        if (line.IsEmpty || !char.IsWhiteSpace(line[0]))
            return false;
        var text = line.Trim();
        var end = text.LastIndexOf(" +0x") is var offset and > 0 ? offset : text.Length;
        text = text[..end].TrimEnd();
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text[(colon + 1)..], out number) || !text[..colon].EndsWithAny(Extensions))
            return false;
        file = text[..colon].ToString();
        return true;
    }

    /// <summary>Reads <c>main.(*T).run(0xc0000, ...)</c>; the function is what stands before the arguments.</summary>
    public static bool TryFunction(ReadOnlySpan<char> line, out string function)
    {
        function = "";
        if (line.IsEmpty || char.IsWhiteSpace(line[0]))
            return false;
        var text = line.TrimEnd();
        var open = text.LastIndexOf('(');
        // The brackets of a receiver follow a dot; what follows a name are arguments.
        if (text[^1] == ')' && open > 0 && text[open - 1] != '.')
            text = text[..open];
        if (text.IsEmpty || text.Contains(' ') || (!text.Contains('.') && text is not "panic" and not "goexit"))
            return false;
        function = text.ToString();
        return true;
    }

    /// <summary>Reads <c>panic: message [recovered]</c> and <c>fatal error: message</c>.</summary>
    public static bool TryPanic(ReadOnlySpan<char> text, out string type, out string message)
    {
        (type, message) = ("panic", "");
        int start;
        if (text.StartsWith("panic: "))
            start = 7;
        else if (text.StartsWith("fatal error: "))
            (type, start) = ("fatal error", 13);
        else if (text.IndexOf("panic serving ") is var serving and >= 0 && text[serving..].IndexOf(": ") is var colon and > 0)
            start = serving + colon + 2;
        else
            return false;
        message = WithoutRecovered(text[start..].Trim()).ToString();
        return true;
    }

    static ReadOnlySpan<char> WithoutRecovered(ReadOnlySpan<char> message)
    {
        var mark = message.LastIndexOf(" [recovered");
        return mark > 0 && message[^1] == ']' ? message[..mark] : message;
    }
}
