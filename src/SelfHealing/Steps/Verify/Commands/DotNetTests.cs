namespace SelfHealing.Steps.Verify.Commands;

/// <summary><c>dotnet test</c>, on the folder's solution or on a test project.</summary>
static class DotNetTests
{
    static readonly string[] Signs = ["Microsoft.NET.Test.Sdk", "<IsTestProject>true", "MSTest.Sdk", "xunit.v3", "TUnit"];

    /// <summary>The command for a folder with a test project below; else null.</summary>
    public static TestCommand? Command(TestProject project)
    {
        var projects = project.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var tests = projects.Where(path => Signs.Any(sign => project.Says(path, sign))).ToList();
        if (tests.Count == 0)
            return null;
        var solutions = project.Paths.Count(path => !path.Contains('/') && Path.GetExtension(path) is ".sln" or ".slnx");
        if (solutions == 1)
            return project.In("dotnet test", needsNetwork: true);
        // The project that the crash is in: the one whose folder goes furthest towards it.
        var crashed = projects.Where(path => project.Culprit.StartsWith(path[..(path.LastIndexOf('/') + 1)], StringComparison.Ordinal)).MaxBy(path => path.LastIndexOf('/'));
        var test = tests.FirstOrDefault(path => crashed is not null && project.Says(path, Path.GetFileName(crashed))) ?? tests[0];
        return TestProject.IsPlain(test) ? project.In($"dotnet test {test}", needsNetwork: true) : null;
    }
}
