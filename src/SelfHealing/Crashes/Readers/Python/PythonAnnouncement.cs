using SelfHealing.Crashes.Logs;

namespace SelfHealing.Crashes.Readers.Python;

/// <summary>Finds <c>[ERROR] Type: message</c>, which AWS Lambda's Python runtime prints above a traceback.</summary>
static class PythonAnnouncement
{
    const string Mark = "[ERROR] ";
    const int MaxMessageLines = 40;

    public static (string Type, string Message)? Find(Lookback before)
    {
        for (var i = 0; i < MaxMessageLines && before.TryGet(i, out var above); i++)
        {
            var line = above.AsSpan();
            if (line.StartsWith(Mark) && PythonLine.TryException(line[Mark.Length..].TrimStart(), out var type, out var message))
            {
                var below = before.Newest(i).Reverse();
                return (type, string.Join('\n', below.Prepend(message)));
            }
            if (LogRecord.Starts(line) || line.IsWhiteSpace())
                return null;
        }
        return null;
    }
}
