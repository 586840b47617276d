namespace SelfHealing.Steps.Verify.Commands;

/// <summary>Maven or Gradle, by the repository's own wrapper where it has one.</summary>
static class JvmTests
{
    static readonly string[] GradleFiles = ["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"];

    /// <summary>The command for a folder that has tests below; else null. A module is built with its parent, so the outermost folder is asked first.</summary>
    public static TestCommand? Command(TestProject project)
    {
        if (!project.Paths.Any(path => path.Contains("src/test/", StringComparison.Ordinal)))
            return null;
        if (project.Has("pom.xml"))
            return project.In($"{(project.Has("mvnw") ? "sh ./mvnw" : "mvn")} -q -B test", needsNetwork: true);
        return GradleFiles.Any(project.Has)
            ? project.In($"{(project.Has("gradlew") ? "sh ./gradlew" : "gradle")} test", needsNetwork: true)
            : null;
    }
}
