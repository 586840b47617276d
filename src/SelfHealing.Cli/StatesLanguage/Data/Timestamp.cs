using System.Globalization;
using System.Text.RegularExpressions;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>
/// Points in time as the States Language writes them: RFC 3339 with a capital T, and a capital Z or an offset.
/// Digits beyond 100 ns are cut off.
/// </summary>
static partial class Timestamp
{
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        var match = Pattern().Match(text);
        return match.Success && DateTimeOffset.TryParse(
            match.Groups["head"].Value + match.Groups["fraction"].Value + match.Groups["zone"].Value,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out time);
    }

    /// <summary>The form of the context object, with milliseconds.</summary>
    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<head>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})((?<fraction>\.[0-9]{1,7})[0-9]{0,2})?(?<zone>Z|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
