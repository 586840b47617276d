namespace SelfHealing.Steps.Verify;

/// <summary>Tells the files of tests by where they are and how they are named, as the test runners of each language do.</summary>
static class TestFile
{
    static readonly string[] Folders = ["test", "tests", "__tests__", "spec", "specs", "__mocks__", "testdata"];

    static readonly string[] ScriptEndings = [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"];

    /// <summary>True for a test, and for what lies in a folder of tests.</summary>
    public static bool IsTest(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        var stem = Path.GetFileNameWithoutExtension(name);
        return parts[..^1].Any(IsTestFolder) || Path.GetExtension(name) switch
        {
            ".py" => name == "conftest.py" || Starts(stem, "test_") || Ends(stem, "_test"),
            ".go" => Ends(stem, "_test"),
            ".rb" => Ends(stem, "_spec") || Ends(stem, "_test") || Starts(stem, "test_"),
            ".java" or ".kt" or ".cs" => Ends(stem, "Test") || Ends(stem, "Tests"),
            var extension => ScriptEndings.Contains(extension) && (Ends(stem, ".test") || Ends(stem, ".spec")),
        };
    }

    static bool IsTestFolder(string folder) =>
        Folders.Contains(folder) || Ends(folder, ".Tests") || Ends(folder, ".Test") || Ends(folder, ".UnitTests") || Ends(folder, ".IntegrationTests");

    static bool Starts(string text, string beginning) => text.StartsWith(beginning, StringComparison.Ordinal);

    static bool Ends(string text, string ending) => text.EndsWith(ending, StringComparison.Ordinal);
}
