namespace SelfHealing.Redaction.Tokens;

/// <summary>Finds tokens of Discord's bots: the bot's id in base64, six characters of time, and a signature, with dots between them.</summary>
static class DiscordTokens
{
    const int Time = 6;
    const int ShortestSignature = 27;
    const int ShortestId = 23;
    const int LongestId = 28;

    public static void Find(ReadOnlySpan<char> text, List<Finding> findings)
    {
        for (var dot = text.IndexOf('.'); dot >= 0;)
        {
            var second = dot + 1 + Time;
            if (second < text.Length && text[second] == '.' && !text.Slice(dot + 1, Time).ContainsAnyExcept(CharSets.Base64Url))
            {
                var id = IdLength(text[..dot]);
                var signature = CharSets.Run(text, second + 1, CharSets.Base64Url);
                if (id > 0 && signature >= ShortestSignature)
                    findings.Add(new(dot - id, second + 1 + signature, SecretKind.DiscordToken));
            }
            var next = text[(dot + 1)..].IndexOf('.');
            dot = next < 0 ? -1 : dot + 1 + next;
        }
    }

    // The digits of an id start with M, N or O in base64; what stands before that is no part of it.
    static int IdLength(ReadOnlySpan<char> before)
    {
        for (var length = CharSets.RunBefore(before, before.Length, CharSets.Base64Url, LongestId); length >= ShortestId; length--)
        {
            if (before[^length] is 'M' or 'N' or 'O')
                return length;
        }
        return 0;
    }
}
