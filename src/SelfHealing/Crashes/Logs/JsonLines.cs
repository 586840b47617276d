namespace SelfHealing.Crashes.Logs;

/// <summary>Gathers a JSON record that is printed over several lines, from a line that is <c>{</c> to one that is <c>}</c>.</summary>
sealed class JsonLines
{
    const int MaxLines = 400;

    List<string>? lines;

    public bool IsOpen => lines is not null;

    /// <summary>Takes the line when a record is being gathered, or begins with it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="record">The record, when the line ends it.</param>
    /// <param name="gathered">The lines of the record that ends here, or of what turns out to be none.</param>
    public bool Take(string line, out string? record, out IReadOnlyList<string> gathered)
    {
        (record, gathered) = (null, []);
        if (lines is null)
        {
            if (line != "{")
                return false;
            lines = [line];
            return true;
        }
        lines.Add(line);
        if (line is "}" or "},")
        {
            record = string.Concat(lines.Select(l => l.Trim())).TrimEnd(',');
            (gathered, lines) = (lines, null);
        }
        else if (lines.Count > MaxLines || !(line.Length == 0 || line[0] is ' ' or '\t'))
        {
            (gathered, lines) = (lines, null);
        }
        return true;
    }

    /// <summary>What was gathered when the log ends.</summary>
    public IReadOnlyList<string> End()
    {
        var rest = lines ?? [];
        lines = null;
        return rest;
    }
}
