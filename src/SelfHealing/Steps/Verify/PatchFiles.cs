namespace SelfHealing.Steps.Verify;

/// <summary>The files of a change, parted into the fix and its tests.</summary>
/// <param name="Fix">Path to text.</param>
/// <param name="Tests">Path to text.</param>
sealed record PatchFiles(IReadOnlyDictionary<string, string> Fix, IReadOnlyDictionary<string, string> Tests)
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A file of the crash's own trace is no test, wherever it lies.</summary>
    public static PatchFiles Split(IReadOnlyDictionary<string, string> files, IEnumerable<string> traced)
    {
        var inTrace = traced.ToHashSet(StringComparer.Ordinal);
        var tests = files.Where(file => TestFile.IsTest(file.Key) && !inTrace.Contains(file.Key)).ToDictionary(StringComparer.Ordinal);
        return new PatchFiles(files.Where(file => !tests.ContainsKey(file.Key)).ToDictionary(StringComparer.Ordinal), tests);
    }
}
