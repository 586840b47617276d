using System.Buffers;

namespace SelfHealing.Redaction.Assignments;

/// <summary>A value without quotes, as it stands in a log, an environment file, YAML or a URL's query.</summary>
static class BareText
{
    static readonly SearchValues<char> Hard = SearchValues.Create(" \t\r\n\"'`<>");
    static readonly SearchValues<char> Stops = SearchValues.Create(" \t\r\n\"'`<>;&,)}]|\\");

    /// <summary>Where the value ends, looked for up to <paramref name="reach"/> characters further on.</summary>
    public static int End(ReadOnlySpan<char> text, int start, int reach, bool isWholeLine)
    {
        var limit = reach < text.Length - start ? start + reach : text.Length;
        for (var i = start; i < limit;)
        {
            var stop = text[i..limit].IndexOfAny(isWholeLine ? Hard : Stops);
            if (stop < 0)
                break;
            i += stop;
            if (Ends(text, i))
                return i;
            i++;
        }
        return limit;
    }

    static bool Ends(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        ';' or '&' => true,
        '\\' => at + 1 < text.Length && text[at + 1] is 'n' or 'r' or 't' or '"' or '\'' or '\\' or 'u',
        ',' or ')' or '}' or ']' or '|' => IsFollowedByOther(text, at + 1),
        _ => true,
    };

    // A password may hold a comma or a bracket; one that ends a list's member is followed by space, another bracket or the next member.
    static bool IsFollowedByOther(ReadOnlySpan<char> text, int next)
    {
        if (next >= text.Length || Stops.Contains(text[next]))
            return true;
        var name = CharSets.Run(text[..Math.Min(text.Length, next + 40)], next, CharSets.Dotted);
        return name > 0 && next + name < text.Length && text[next + name] is '=' or ':';
    }
}
