namespace SelfHealing.Settings;

/// <summary>Which log events are looked at.</summary>
public static class LogFilter
{
    /// <summary>A CloudWatch filter pattern that lets events with a trace in any of the languages through; template.yaml has the same.</summary>
    public const string Default =
        """
        ?Traceback ?"most recent call last" ?"File \"" ?" at " ?".java:" ?"Caused by" ?".js:" ?".ts:" ?".cs:line" ?goroutine ?"panic:" ?".go:" ?".rb:" ?"Native Method" ?"Unknown Source" ?Exception ?Error ?error ?"exit status" ?"timed out" ?Throttl ?Timeout ?TIMEOUT ?Killed ?killed
        """;
}
