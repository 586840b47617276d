using System.Text;

namespace SelfHealing.Redaction;

/// <summary>Puts markers in the place of findings.</summary>
static class Replacement
{
    /// <summary>Joins findings that overlap, in the order of the text. What an earlier redaction left is no finding.</summary>
    public static List<Finding> Joined(ReadOnlySpan<char> text, List<Finding> findings)
    {
        findings.Sort((a, b) => a.Start.CompareTo(b.Start));
        var joined = new List<Finding>(findings.Count);
        foreach (var found in findings)
        {
            if (Marker.Uncut(text, found) is not { } finding)
                continue;
            if (joined.Count > 0 && finding.Start < joined[^1].End)
            {
                var last = joined[^1];
                joined[^1] = new(Math.Min(last.Start, finding.Start), Math.Max(last.End, finding.End), (SecretKind)Math.Min((int)last.Kind, (int)finding.Kind));
            }
            else
            {
                joined.Add(finding);
            }
        }
        return joined;
    }

    /// <summary>The text with a marker for each finding. The line breaks of a finding follow its marker, so that the lines keep their numbers.</summary>
    public static string Apply(string text, List<Finding> joined)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        foreach (var finding in joined)
        {
            result.Append(text, position, finding.Start - position).Append(Marker.Of(finding.Kind));
            var secret = text.AsSpan(finding.Start, finding.End - finding.Start);
            for (var at = secret.IndexOfAny('\r', '\n'); at >= 0; at = secret.IndexOfAny('\r', '\n'))
            {
                result.Append(secret[at]);
                secret = secret[(at + 1)..];
            }
            position = finding.End;
        }
        return result.Append(text, position, text.Length - position).ToString();
    }
}
