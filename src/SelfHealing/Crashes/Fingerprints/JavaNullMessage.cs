namespace SelfHealing.Crashes;

/// <summary>
/// The message of a NullPointerException since Java 14, such as <c>Cannot invoke "String.trim()" because "name" is null</c>: it is made
/// of the failing statement, not of data, and so takes the place of the source line that Java does not print.
/// </summary>
static class JavaNullMessage
{
    static readonly string[] Beginnings =
        [
            "Cannot invoke \"", "Cannot read ", "Cannot load from ", "Cannot store to ", "Cannot assign field ", "Cannot throw exception",
            "Cannot enter synchronized block",
        ];

    /// <summary>What a fingerprint takes of the message; empty when it is another one.</summary>
    public static string Code(string message)
    {
        if (!message.StartsWithAny(Beginnings) || !message.EndsWith(" is null", StringComparison.Ordinal))
            return "";
        // Without debug information, variables are numbered: "<local6>".
        var local = message.IndexOf("\"<local", StringComparison.Ordinal);
        return "|" + (local < 0 ? message : message[..local]);
    }
}
