namespace SelfHealing.Code.Edits;

/// <summary>Applies search/replace blocks to the files of a commit: all of them or none.</summary>
/// <remarks>
/// A SEARCH text is sought exactly, then with other white space at its line ends, then with its whole block (or its first line)
/// indented otherwise, then with other white space inside its lines, then with other blank lines, then as a piece of one line, then as
/// the one clearly nearest place. The first way that finds anything decides, and it must find one place. A replacement is indented as
/// its SEARCH text was found to be. Lines that both sides of a block share stay exactly as the file has them, and files keep their
/// line ends, byte-order mark and missing final line end.
/// </remarks>
public static class EditApplier
{
    /// <summary>Applies edits in order; later ones see what earlier ones did to the same file.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="gate">Which paths may change; one without symbolic links when null.</param>
    /// <param name="limits">How much may change; the defaults when null.</param>
    public static EditResult Apply(SourceTree tree, IReadOnlyList<Edit> edits, PathGate? gate = null, EditLimits? limits = null)
    {
        gate ??= new PathGate();
        var files = new Dictionary<string, SourceFile>(StringComparer.Ordinal);
        var refusals = new List<EditRefusal>();
        foreach (var (index, edit) in edits.Index())
        {
            // A block that is repeated word for word was applied already.
            if (edits.Take(index).Contains(edit))
                continue;
            if (ApplyOne(tree, gate, files, index + 1, edit) is { } refusal)
                refusals.Add(refusal);
        }
        if (refusals.Count == 0)
            refusals.AddRange(TooMuch(edits, files, limits ?? new EditLimits()));
        if (refusals.Count > 0)
            return new EditResult(new Dictionary<string, string>(), refusals);
        return new EditResult(files.ToDictionary(file => file.Key, file => file.Value.Text, StringComparer.Ordinal), []);
    }

    static EditRefusal? ApplyOne(SourceTree tree, PathGate gate, Dictionary<string, SourceFile> files, int number, Edit edit)
    {
        var path = edit.Path.StartsWith("./", StringComparison.Ordinal) ? edit.Path[2..] : edit.Path;
        if (gate.Refusal(path) is { } reason)
            return new EditRefusal(number, path, reason, null);
        var block = Block.Of(edit);
        if (!files.TryGetValue(path, out var file))
        {
            var exists = tree.Files.TryGetValue(path, out var text);
            if (!exists && block.Search.Any(line => !TextLines.IsBlank(line)))
                return Missing(tree, number, path, block);
            if (!exists && CollidingPath(tree, path) is { } other)
                return new EditRefusal(number, path, $"The repository has '{other}', which some systems cannot tell from this path. Use the path as it stands in the repository.", null);
            file = new SourceFile(path, text ?? "");
        }
        var refusal = block.Search.All(TextLines.IsBlank) ? Create(number, block, file) : Placement.Apply(number, block, file);
        if (refusal is null)
            files[path] = file;
        return refusal;
    }

    static EditRefusal? Create(int number, Block block, SourceFile file)
    {
        if (!file.IsBlank)
            return new EditRefusal(number, file.Path, "SEARCH is empty, which creates a file, but this file has content. Give the lines to replace.", null);
        if (block.Replace.All(TextLines.IsBlank))
            return new EditRefusal(number, file.Path, "SEARCH and REPLACE are both empty, so the block changes nothing.", null);
        if (ElidedCode.Find(block.Replace, new HashSet<string>()) is { } elided)
            return new EditRefusal(number, file.Path, Placement.ElidedReason("REPLACE", elided), null);
        file.Fill(block.Replace);
        return null;
    }

    static EditRefusal Missing(SourceTree tree, int number, string path, Block block)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var namesakes = tree.Files
            .Where(file => string.Equals(file.Key[(file.Key.LastIndexOf('/') + 1)..], name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .ToList();
        var holders = namesakes.Where(file => BlockMatcher.Find(block.Search, new SourceFile(file.Key, file.Value).Lines).Count > 0).ToList();
        if (holders.Count > 0)
            return new EditRefusal(number, path, $"There is no such file. The SEARCH text stands in '{holders[0].Key}': use that path if it is meant.", null);
        var hint = namesakes.Count > 0 ? $" There is '{namesakes[0].Key}'." : "";
        return new EditRefusal(number, path, $"There is no such file in the repository.{hint} Give the path of an existing file, or leave SEARCH empty to create one.", null);
    }

    static string? CollidingPath(SourceTree tree, string path) =>
        tree.Files.Keys.FirstOrDefault(known => string.Equals(known, path, StringComparison.OrdinalIgnoreCase)
            || known.StartsWith(path + "/", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith(known + "/", StringComparison.OrdinalIgnoreCase));

    static IEnumerable<EditRefusal> TooMuch(IReadOnlyList<Edit> edits, Dictionary<string, SourceFile> files, EditLimits limits)
    {
        if (edits.Count == 0)
            yield return new EditRefusal(0, "", "There are no edits to apply.", null);
        if (files.Count > limits.MaxFiles)
            yield return new EditRefusal(0, "", $"The edits change {files.Count} files; at most {limits.MaxFiles} are allowed. Change less.", null);
        var lines = files.Values.Sum(file => file.ChangedLines);
        if (lines > limits.MaxChangedLines)
            yield return new EditRefusal(0, "", $"The edits change {lines} lines; at most {limits.MaxChangedLines} are allowed. Change less.", null);
    }
}
