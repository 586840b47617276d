namespace SelfHealing.Cli.StatesLanguage;

/// <summary>JSON pointers (RFC 6901), which say where in a definition something stands.</summary>
static class JsonPointer
{
    public static string Add(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
