namespace SelfHealing.Code.Edits;

/// <summary>What became of a list of edits: all of them applied, or none.</summary>
/// <param name="Files">Path to new text of every changed or created file; empty when anything was refused.</param>
/// <param name="Refusals">Why the edits were not applied; empty when they were.</param>
public sealed record EditResult(IReadOnlyDictionary<string, string> Files, IReadOnlyList<EditRefusal> Refusals)
{
    /// <summary>True when every edit was applied.</summary>
    public bool IsApplied => Refusals.Count == 0;
}

/// <summary>Why one edit cannot be applied, in words for its author.</summary>
/// <param name="Block">The 1-based number of the edit; 0 when the reason is about all of them.</param>
/// <param name="Path">The path that it names.</param>
/// <param name="Reason">One or two sentences: what is wrong and what to do.</param>
/// <param name="NearestRegion">What the file holds instead: <c>path:first-last</c> and, on the next lines, the text there; null when nothing is near.</param>
public sealed record EditRefusal(int Block, string Path, string Reason, string? NearestRegion)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var text = Block == 0 ? Reason : $"Block {Block} ({Path}): {Reason}";
        return NearestRegion is null ? text : $"{text}\nThe nearest text is {NearestRegion}";
    }
}

/// <summary>How much a list of edits may change.</summary>
/// <param name="MaxChangedLines">Added plus removed lines, over all files.</param>
/// <param name="MaxFiles">Changed or created files.</param>
public sealed record EditLimits(int MaxChangedLines = 400, int MaxFiles = 10);
