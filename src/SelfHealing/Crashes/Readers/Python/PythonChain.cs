namespace SelfHealing.Crashes.Readers.Python;

/// <summary>Puts the exceptions of a traceback into the order of <see cref="Crash.Causes"/>: nearest first, members below their group.</summary>
static class PythonChain
{
    public static Trace Build(List<PythonException> exceptions, IReadOnlyList<StackFrame> callStack, bool cut)
    {
        var top = exceptions.Min(e => e.Depth);
        var raisedAt = exceptions.FindLastIndex(e => e.Depth == top);
        var causes = new List<RaisedException>();
        // From the last exception back to the first: each with the members of its group, which are printed below it.
        var end = exceptions.Count;
        for (var i = exceptions.Count - 1; i >= 0; i--)
        {
            if (exceptions[i].Depth != top)
                continue;
            if (i != raisedAt)
                causes.Add(exceptions[i].As(exceptions[i].LeadsTo ?? CauseRelation.RaisedWhileHandling));
            for (var member = i + 1; member < end; member++)
                causes.Add(exceptions[member].As(CauseRelation.Member));
            end = i;
        }
        var raised = exceptions[raisedAt];
        return new Trace("python", raised.As(CauseRelation.RaisedFrom), causes) { ErrorLocation = raised.Location, CallStack = callStack, Cut = cut };
    }
}
