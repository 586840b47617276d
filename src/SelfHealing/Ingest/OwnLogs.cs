namespace SelfHealing.Ingest;

/// <summary>Tells our own log groups from those of services.</summary>
static class OwnLogs
{
    /// <summary>True for <c>/aws/lambda/PREFIX-…</c> and all other log groups whose last part is the prefix or begins with it and a hyphen.</summary>
    public static bool Has(string logGroup, string prefix)
    {
        var name = logGroup.AsSpan(logGroup.LastIndexOf('/') + 1);
        return prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || name[prefix.Length] == '-');
    }
}
