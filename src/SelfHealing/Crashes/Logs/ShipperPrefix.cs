namespace SelfHealing.Crashes.Logs;

/// <summary>
/// Takes off what known log shippers put in front of every line: Docker Compose and Swarm (<c>web-1  | </c>), Kubernetes' CRI
/// (<c>2024-06-11T09:30:01.5Z stderr F </c>), syslog and journald (<c>Jun 11 09:30:01 host app[12]: </c>), Heroku
/// (<c>2025-03-04T11:04:10+00:00 app[web.2]: </c>), RFC 5424 (<c>&lt;14&gt;1 … - - </c>), <c>kubectl logs --prefix</c>.
/// </summary>
static class ShipperPrefix
{
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        // Two layers are common (Compose within journald); a third is not.
        for (var layer = 0; layer < 2; layer++)
        {
            var length = Length(line);
            if (length == 0)
                break;
            line = line[length..];
        }
        return line;
    }

    static int Length(ReadOnlySpan<char> line)
    {
        if (line.Length < 5)
            return 0;
        var first = line[0];
        if (char.IsAsciiDigit(first))
        {
            var length = Cri(line);
            return length > 0 ? length : Heroku(line);
        }
        if (first == '<')
            return Rfc5424(line);
        if (first == '[')
            return Kubectl(line);
        if (!char.IsAsciiLetter(first))
            return 0;
        var syslog = Syslog(line);
        return syslog > 0 ? syslog : Compose(line);
    }

    // 2024-06-11T09:30:01.547316998Z stderr F text
    static int Cri(ReadOnlySpan<char> line)
    {
        var time = IsoTimeLength(line);
        if (time == 0)
            return 0;
        var rest = line[time..];
        if (!(rest.StartsWith(" stdout ") || rest.StartsWith(" stderr ")) || rest.Length < 9 || rest[8] is not ('F' or 'P'))
            return 0;
        if (rest.Length == 9)
            return time + 9;
        return rest[9] == ' ' ? time + 10 : 0;
    }

    // 2025-03-04T11:04:10.601983+00:00 app[web.2]: text
    static int Heroku(ReadOnlySpan<char> line)
    {
        var time = IsoTimeLength(line);
        if (time == 0 || time >= line.Length || line[time] != ' ')
            return 0;
        var process = ProcessLength(line[(time + 1)..]);
        return process == 0 ? 0 : time + 1 + process;
    }

    // Jun 11 09:30:01 ip-10-0-3-17 gunicorn[2211]: text
    static int Syslog(ReadOnlySpan<char> line)
    {
        if (line.Length < 16 || line[3] != ' ' || line[6] != ' ' || line[9] != ':' || line[12] != ':' || line[15] != ' ')
            return 0;
        var host = line[16..].IndexOf(' ');
        if (host is <= 0 or > 128)
            return 0;
        var process = ProcessLength(line[(16 + host + 1)..]);
        return process == 0 ? 0 : 16 + host + 1 + process;
    }

    // <14>1 2024-06-11T09:30:01Z host app 12 ID47 - text
    static int Rfc5424(ReadOnlySpan<char> line)
    {
        var close = line[..Math.Min(5, line.Length)].IndexOf('>');
        if (close < 2 || close + 2 >= line.Length || line[close + 1] != '1' || line[close + 2] != ' ')
            return 0;
        var at = close + 3;
        for (var field = 0; field < 6; field++)
        {
            var space = line[at..].IndexOf(' ');
            if (space is <= 0 or > 256)
                return 0;
            at += space + 1;
        }
        return at;
    }

    // [pod/web-7d4/app] text
    static int Kubectl(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("[pod/"))
            return 0;
        var close = line.IndexOf(']');
        return close > 0 && close + 1 < line.Length && line[close + 1] == ' ' ? close + 2 : 0;
    }

    // web-1  | text, training-worker.1.rj2rl9f3jn74@node7 | text
    static int Compose(ReadOnlySpan<char> line)
    {
        var name = 0;
        while (name < line.Length && name < 128 && (char.IsAsciiLetterOrDigit(line[name]) || line[name] is '-' or '_' or '.' or '@'))
            name++;
        var bar = name;
        while (bar < line.Length && bar - name < 64 && line[bar] == ' ')
            bar++;
        if (bar == name || bar >= line.Length || line[bar] != '|' || !line[..name].ContainsAnyInRange('0', '9'))
            return 0;
        return bar + 1 < line.Length && line[bar + 1] == ' ' ? bar + 2 : bar + 1;
    }

    // app[web.2]: or kernel: — the name of a process and a colon.
    static int ProcessLength(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && end < 128 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.' or '/'))
            end++;
        if (end == 0 || end >= text.Length)
            return 0;
        if (text[end] == '[')
        {
            var close = text[end..].IndexOf(']');
            if (close is < 0 or > 64)
                return 0;
            end += close + 1;
        }
        if (end >= text.Length || text[end] != ':')
            return 0;
        return end + 1 < text.Length && text[end + 1] == ' ' ? end + 2 : end + 1;
    }

    static int IsoTimeLength(ReadOnlySpan<char> line)
    {
        if (line.Length < 20 || line[4] != '-' || line[7] != '-' || line[10] is not ('T' or ' ') || line[13] != ':' || line[16] != ':')
            return 0;
        var end = 19;
        while (end < line.Length && end < 40 && (char.IsAsciiDigit(line[end]) || line[end] is '.' or '+' or '-' or ':' or 'Z'))
            end++;
        return end;
    }
}
