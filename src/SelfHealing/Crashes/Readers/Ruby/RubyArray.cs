namespace SelfHealing.Crashes.Readers.Ruby;

/// <summary>A backtrace as <c>inspect</c> prints it: <c>["a.rb:1:in `f'", "b.rb:2:in `g'"]</c>, anywhere in the line.</summary>
static class RubyArray
{
    public static bool TryRead(string line, out IReadOnlyList<StackFrame> frames)
    {
        frames = [];
        var open = line.IndexOf("[\"", StringComparison.Ordinal);
        if (open < 0 || !line.TrimEnd().EndsWith("\"]", StringComparison.Ordinal) || !line.Contains(":in ", StringComparison.Ordinal))
            return false;
        var read = new List<StackFrame>();
        foreach (var item in line.TrimEnd()[(open + 2)..^2].Split("\", \""))
        {
            if (!RubyLine.TryFrame(item, out var frame, out _))
                return false;
            read.Add(frame);
        }
        frames = read;
        return true;
    }
}
