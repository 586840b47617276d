using System.Buffers;
using SelfHealing.Code;

namespace SelfHealing.Steps.Verify.Commands;

/// <summary>A folder of a repository that may be a project with tests.</summary>
/// <param name="tree">The files.</param>
/// <param name="folder">The folder: empty, or a path that ends in a slash.</param>
/// <param name="culprit">The file that crashed, somewhere below it.</param>
sealed class TestProject(SourceTree tree, string folder, string culprit)
{
    // Names of strangers: a command with any other character would have to be quoted.
    static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+@");

    /// <summary>The file that crashed, below the folder.</summary>
    public string Culprit => culprit[folder.Length..];

    /// <summary>The paths below the folder.</summary>
    public IEnumerable<string> Paths =>
        tree.Files.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Select(path => path[folder.Length..]);

    /// <summary>The text of a file; null when there is none.</summary>
    public string? Text(string path) => tree.Files.GetValueOrDefault(folder + path);

    /// <summary>True when the folder has the file, as text or otherwise.</summary>
    public bool Has(string path) => tree.Files.ContainsKey(folder + path) || tree.Opaque.Contains(folder + path);

    /// <summary>True when the file holds the text.</summary>
    public bool Says(string path, string text) => Text(path)?.Contains(text, StringComparison.Ordinal) == true;

    /// <summary>A command to be run in the folder; null when the folder's name is not safe in a command.</summary>
    public TestCommand? In(string command, bool needsNetwork = false) =>
        folder.Length == 0 ? new TestCommand(command, needsNetwork)
        : IsPlain(folder) ? new TestCommand($"cd {folder.TrimEnd('/')} && {command}", needsNetwork)
        : null;

    /// <summary>True for a path that needs no quotes in a shell.</summary>
    public static bool IsPlain(string path) => path.Length > 0 && path[0] != '-' && !path.AsSpan().ContainsAnyExcept(Plain);
}
