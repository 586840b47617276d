using System.Text;

namespace SelfHealing.Steps.Verify;

/// <summary>The output of a test command, made fit to be kept and shown.</summary>
static class TestOutput
{
    const int LongestHead = 1_500;
    const int LongestTail = 4_500;

    /// <summary>Without terminal sequences (colours, cursor moves) and control characters. A line that was written over is several lines.</summary>
    public static string Plain(string output)
    {
        var text = new StringBuilder(output.Length);
        for (var at = 0; at < output.Length; at++)
        {
            if (output[at] == '\u001b')
                at = EndOfSequence(output, at);
            else
                text.Append(output[at] == '\r' && (at + 1 == output.Length || output[at + 1] != '\n') ? '\n' : output[at]);
        }
        return PlainText.Lines(text.ToString());
    }

    /// <summary>The beginning and the end, in whole lines where they are not endless.</summary>
    public static string Shorten(string text) => Shorten(text, LongestHead, LongestTail);

    /// <summary>The beginning and the end, with a mark between them that says how much is left out.</summary>
    public static string Shorten(string text, int longestHead, int longestTail)
    {
        if (text.Length <= longestHead + longestTail)
            return text;
        var head = longestHead == 0 ? 0 : text.LastIndexOf('\n', longestHead - 1) + 1;
        var tail = text.IndexOf('\n', text.Length - longestTail - 1) + 1;
        if (head == 0)
            head = BetweenCharacters(text, longestHead);
        if (tail == 0 || tail == text.Length)
            tail = BetweenCharacters(text, text.Length - longestTail);
        return $"{text[..head]}{(head == 0 || text[head - 1] == '\n' ? "" : "\n")}… {tail - head} characters left out …\n{text[tail..]}";
    }

    static int BetweenCharacters(string text, int at) => at > 0 && char.IsLowSurrogate(text[at]) ? at + 1 : at;

    // ECMA-48: ESC [ parameters final, ESC ] text BEL, or ESC and one character.
    static int EndOfSequence(string output, int escape)
    {
        const int Longest = 200;
        var at = escape + 1;
        if (at >= output.Length)
            return escape;
        if (output[at] is not ('[' or ']'))
            return at;
        var isText = output[at] == ']';
        for (var end = at + 1; end < output.Length && end - at < Longest; end++)
        {
            if (isText ? output[end] == '\a' : output[end] is >= '@' and <= '~')
                return end;
            if (output[end] is '\n' or '\u001b')
                return end - 1;
        }
        return at;
    }
}
