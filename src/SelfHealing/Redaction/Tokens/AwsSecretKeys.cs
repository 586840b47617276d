namespace SelfHealing.Redaction.Tokens;

/// <summary>
/// Finds AWS secret access keys. They have no prefix: 40 characters of base64. One that stands close to an access key id is taken as its
/// secret; one that is assigned to a name is found by that name.
/// </summary>
static class AwsSecretKeys
{
    const int Length = 40;
    const int Reach = 300;

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        var searched = 0;
        foreach (var accessKey in findings.Where(finding => finding.Kind == SecretKind.AwsAccessKey).ToArray())
        {
            var from = Math.Max(searched, accessKey.Start - Reach);
            var to = Math.Min(text.Length, accessKey.End + Reach);
            searched = Math.Max(from, Search(text, from, to, findings));
        }
    }

    static int Search(ReadOnlySpan<char> text, int from, int to, List<Finding> findings)
    {
        var position = from;
        while (position < to)
        {
            var length = CharSets.Run(text[..Math.Min(text.Length, to + Length + 1)], position, CharSets.Base64);
            if (length == Length && !CharSets.IsAt(text, position - 1, CharSets.Base64) && IsMixed(text.Slice(position, length)))
                findings.Add(new(position, position + length, SecretKind.AwsSecretKey));
            position += length + 1;
        }
        return position;
    }

    // A commit hash has 40 characters too, but no upper case.
    static bool IsMixed(ReadOnlySpan<char> run) =>
        run.ContainsAnyInRange('A', 'Z') && run.ContainsAnyInRange('a', 'z') && run.ContainsAnyInRange('0', '9');
}
