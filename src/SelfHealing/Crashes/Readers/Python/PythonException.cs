namespace SelfHealing.Crashes.Readers.Python;

/// <summary>One exception of a traceback, in the order of printing: the first cause comes first.</summary>
/// <param name="depth">0 for the traceback itself, 1 for the members of its exception group, and so on.</param>
/// <param name="type">Its type as printed.</param>
/// <param name="frames">Its calls, outermost first.</param>
/// <param name="location">Where the compiler stopped, for a syntax error.</param>
sealed class PythonException(int depth, string type, IReadOnlyList<StackFrame> frames, StackFrame? location)
{
    public int Depth => depth;

    public StackFrame? Location => location;

    public string Message { get; set; } = "";

    /// <summary>How it leads to the next one of its depth; null when it ends its chain.</summary>
    public CauseRelation? LeadsTo { get; set; }

    public RaisedException As(CauseRelation relation) => new(type, Message, frames, relation);
}
