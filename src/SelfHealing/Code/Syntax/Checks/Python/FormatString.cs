namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>An f-string or t-string that is being read.</summary>
readonly record struct FormatString(int Start, string Prefix, string Quote, bool IsRaw)
{
    /// <summary>f-string or t-string, for messages.</summary>
    public string Name => Prefix.Contains('t', StringComparison.Ordinal) ? "t-string" : "f-string";
}
