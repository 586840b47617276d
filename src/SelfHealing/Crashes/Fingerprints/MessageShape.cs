using System.Text;

namespace SelfHealing.Crashes;

/// <summary>The fixed part of a message: quoted values and every word that holds a digit become a star.</summary>
static class MessageShape
{
    const int MaxLength = 300;

    public static string Of(string message)
    {
        var line = message.AsSpan();
        var end = line.IndexOf('\n');
        if (end >= 0)
            line = line[..end];
        if (line.Length > MaxLength)
            line = line[..MaxLength];
        var shape = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length;)
        {
            var length = Quoted(line, i);
            if (length > 0)
            {
                Star(shape);
                i += length;
                continue;
            }
            length = WordLength(line[i..]);
            if (length == 0)
                shape.Append(line[i++]);
            else
            {
                var word = line.Slice(i, length);
                if (word.ContainsAnyInRange('0', '9'))
                    Star(shape);
                else
                    shape.Append(word);
                i += length;
            }
        }
        return shape.ToString();
    }

    static void Star(StringBuilder shape)
    {
        if (shape.Length == 0 || shape[^1] != '*')
            shape.Append('*');
    }

    // 'x', "x", `x` and Ruby's `x'; an apostrophe behind a letter is none of them.
    static int Quoted(ReadOnlySpan<char> line, int at)
    {
        if (line[at] is not ('\'' or '"' or '`') || (line[at] == '\'' && at > 0 && char.IsLetterOrDigit(line[at - 1])))
            return 0;
        var rest = line[(at + 1)..];
        var close = line[at] == '`' ? rest.IndexOfAny('\'', '`') : rest.IndexOf(line[at]);
        return close < 0 ? 0 : close + 2;
    }

    static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length])
            || text[length] is '_' or '-' or '.' or '/' or ':' or '%' or '+' or '@' or '#'))
            length++;
        return length;
    }
}
