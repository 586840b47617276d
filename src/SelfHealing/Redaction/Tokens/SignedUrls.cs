using System.Buffers;

namespace SelfHealing.Redaction.Tokens;

/// <summary>Finds the signatures of URLs that grant access by themselves: shared access signatures of Azure, presigned URLs of AWS and Google.</summary>
static class SignedUrls
{
    const int Shortest = 27;
    static readonly string[] Parameters = ["sig=", "X-Amz-Signature=", "X-Goog-Signature=", "X-Amz-Security-Token=", "Signature="];
    static readonly SearchValues<string> Names = SearchValues.Create(Parameters, StringComparison.Ordinal);

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var position = 0; position < text.Length;)
        {
            var found = text[position..].IndexOfAny(Names);
            if (found < 0)
                return;
            var name = position + found;
            var start = name + text[name..].IndexOf('=') + 1;
            var isParameter = !CharSets.IsAt(text, name - 1, CharSets.Base64Url);
            var length = isParameter ? CharSets.Run(text, start, CharSets.Credentials) : 0;
            if (length >= Shortest && Randomness.IsGenerated(text.Slice(start, Math.Min(length, 256))))
                findings.Add(new(start, start + length, text[name] == 's' ? SecretKind.AzureKey : SecretKind.Key));
            position = start + length;
        }
    }
}
