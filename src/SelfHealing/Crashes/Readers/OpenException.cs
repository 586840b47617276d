using System.Text;

namespace SelfHealing.Crashes.Readers;

/// <summary>An exception while its lines are read: frames in the order in which they are printed, innermost first.</summary>
sealed class OpenException(string type, string message, CauseRelation relation = CauseRelation.RaisedFrom)
{
    const int MaxFrames = 4000;
    const int MaxMessage = 16 * 1024;

    readonly StringBuilder message = new(message);

    public List<StackFrame> Frames { get; } = [];

    public string Type { get; } = type;

    public CauseRelation Relation { get; } = relation;

    public void AddMessageLine(ReadOnlySpan<char> line)
    {
        if (message.Length < MaxMessage)
            message.Append('\n').Append(line);
    }

    public void AddFrame(StackFrame frame)
    {
        // Endless recursion: the middle of it is of no use.
        if (Frames.Count == MaxFrames)
            Frames.RemoveRange(MaxFrames / 4, MaxFrames / 2);
        Frames.Add(frame);
    }

    public RaisedException Close()
    {
        Frames.Reverse();
        return new RaisedException(Type, message.ToString().TrimEnd(), Frames, Relation);
    }
}
