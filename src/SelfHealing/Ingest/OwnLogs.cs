namespace SelfHealing.Ingest;

/// <summary>Tells our own log groups from those of services.</summary>
static class OwnLogs
{
    // Where every deployment logs: two that watched each other would never end either.
    static readonly string[] Folders = ["/selfhealing/", "/aws/vendedlogs/selfhealing/"];

    /// <summary>True for the log groups of any SelfHealing, and for those whose last part is the prefix or begins with it and a hyphen.</summary>
    public static bool Has(string logGroup, string prefix)
    {
        if (Folders.Any(folder => logGroup.StartsWith(folder, StringComparison.Ordinal)))
            return true;
        var name = logGroup.AsSpan(logGroup.LastIndexOf('/') + 1);
        return prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] == '-');
    }
}
