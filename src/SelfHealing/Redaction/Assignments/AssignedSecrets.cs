using System.Buffers;

namespace SelfHealing.Redaction.Assignments;

/// <summary>Finds values that are assigned to the name of a secret, in the forms of programming languages, configuration files, commands and logs.</summary>
static class AssignedSecrets
{
    const int LongestName = 80;
    static readonly SearchValues<char> Joining = SearchValues.Create(" \t\r\n+.&\\");
    static readonly SearchValues<string> Stems = SearchValues.Create(["pass", "pwd", "secret", "token", "key", "sessid", "sessionid", "session_id"], StringComparison.OrdinalIgnoreCase);

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAny(Stems);
            if (found < 0)
                return;
            var stem = position + found;
            var start = stem - CharSets.RunBefore(text, stem, CharSets.Dotted, Math.Min(LongestName, stem - position));
            var end = stem + CharSets.Run(text[..Math.Min(text.Length, stem + LongestName)], stem, CharSets.Base64Url);
            position = Read(text, start, end, findings);
        }
    }

    static int Read(ReadOnlySpan<char> text, int start, int end, List<Finding> findings)
    {
        while (end > start && text[end - 1] == '-')
            end--;
        var isUser = text[..start].EndsWith("://", StringComparison.Ordinal);
        if (isUser || SecretName.KindOf(text[start..end]) is not { } kind || Assignment.After(text, start, end) is not { } assignment)
            return end + 1;
        var opening = QuotedText.OpeningLength(text, assignment.Value);
        return opening > 0
            ? ReadQuoted(text, assignment, opening, kind, end, findings)
            : ReadBare(text, assignment, kind, end, findings);
    }

    static int ReadQuoted(ReadOnlySpan<char> text, Assignment assignment, int opening, SecretKind kind, int resume, List<Finding> findings)
    {
        var value = assignment.Value;
        var quoted = QuotedText.Read(text, value, opening);
        var content = text[quoted.Start..quoted.End];
        if (!(assignment.Form is AssignmentForm.QuotedOnly or AssignmentForm.Told ? SecretValue.IsNear(content, kind) : SecretValue.IsQuoted(content, kind)))
            return resume;
        if (quoted.End - quoted.Start == QuotedText.Reach)
            quoted = QuotedText.Read(text, value, opening, int.MaxValue);
        findings.Add(new(quoted.Start, quoted.End, kind));
        return ReadContinuation(text, quoted.Next, text[value..(value + opening)], findings) ?? quoted.Next;
    }

    // "first half" + "second half"
    static int? ReadContinuation(ReadOnlySpan<char> text, int next, ReadOnlySpan<char> quote, List<Finding> findings)
    {
        int? end = null;
        while (true)
        {
            var window = text[next..Math.Min(text.Length, next + 80)];
            var gap = window.IndexOfAnyExcept(Joining);
            if (gap < 0 || !window[gap..].StartsWith(quote, StringComparison.Ordinal))
                return end;
            var quoted = QuotedText.Read(text, next + gap, quote.Length);
            if (!SecretValue.IsQuoted(text[quoted.Start..quoted.End], SecretKind.Token))
                return end;
            findings.Add(new(quoted.Start, quoted.End, findings[^1].Kind));
            end = next = quoted.Next;
        }
    }

    static int ReadBare(ReadOnlySpan<char> text, Assignment assignment, SecretKind kind, int resume, List<Finding> findings)
    {
        if (assignment.Form == AssignmentForm.QuotedOnly)
            return resume;
        if (assignment.Form == AssignmentForm.Element)
            return ReadElement(text, assignment.Value, kind, resume, findings);
        var isWholeLine = assignment.Form == AssignmentForm.Line;
        var end = BareText.End(text, assignment.Value, QuotedText.Reach, isWholeLine);
        var value = text[assignment.Value..end];
        var isCall = end < text.Length && text[end] is '(' or '[' or '{';
        var isSecret = assignment.Form switch
        {
            AssignmentForm.Told => !isCall && SecretValue.IsTold(value, kind),
            AssignmentForm.Code => !isCall && SecretValue.IsBare(value, kind),
            _ => SecretValue.IsLiteral(value, kind),
        };
        if (!isSecret)
            return resume;
        if (value.Length == QuotedText.Reach)
            end = BareText.End(text, assignment.Value, int.MaxValue, isWholeLine);
        findings.Add(new(assignment.Value, end, kind));
        return end;
    }

    static int ReadElement(ReadOnlySpan<char> text, int start, SecretKind kind, int resume, List<Finding> findings)
    {
        var length = text[start..Math.Min(text.Length, start + QuotedText.Reach)].IndexOfAny('<', '\n');
        if (length < 0 || !text[(start + length)..].StartsWith("</", StringComparison.Ordinal) || !SecretValue.IsLiteral(text.Slice(start, length), kind))
            return resume;
        findings.Add(new(start, start + length, kind));
        return start + length;
    }
}
