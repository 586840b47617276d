namespace SelfHealing.Steps.Verify.Commands;

/// <summary><c>go test</c> on a whole module.</summary>
static class GoTests
{
    /// <summary>The command for a module with tests; else null.</summary>
    public static TestCommand? Command(TestProject project) =>
        project.Text("go.mod") is { } module && project.Paths.Any(path => path.EndsWith("_test.go", StringComparison.Ordinal))
            ? project.In("go test ./...", needsNetwork: module.Contains("require", StringComparison.Ordinal) && !project.Has("vendor/modules.txt"))
            : null;
}
