using System.Text.Json;

namespace SelfHealing.Steps.Verify.Commands;

/// <summary>The test script of package.json, by the package manager whose lock file is there.</summary>
static class NodeTests
{
    /// <summary>The command for a folder with a package.json that has a test script; else null.</summary>
    public static TestCommand? Command(TestProject project)
    {
        if (project.Text("package.json") is not { } text || Read(text) is not { } package)
            return null;
        // What `npm init` writes.
        if (package.Test.Contains("no test specified", StringComparison.Ordinal))
            return null;
        var (install, test) = project switch
        {
            _ when project.Has("pnpm-lock.yaml") => ("pnpm install --frozen-lockfile", "pnpm test"),
            _ when project.Has("yarn.lock") => ("yarn install", "yarn test"),
            _ when project.Has("bun.lock") || project.Has("bun.lockb") => ("bun install", "bun run test"),
            _ when project.Has("package-lock.json") => ("npm ci", "npm test"),
            _ => ("npm install", "npm test"),
        };
        return package.HasDependencies ? project.In($"{install} && {test}", needsNetwork: true) : project.In(test);
    }

    static (string Test, bool HasDependencies)? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            var package = document.RootElement;
            if (package.ValueKind != JsonValueKind.Object || !package.TryGetProperty("scripts", out var scripts) || scripts.ValueKind != JsonValueKind.Object
                || !scripts.TryGetProperty("test", out var test) || test.ValueKind != JsonValueKind.String)
                return null;
            return (test.GetString()!, IsFilled(package, "dependencies") || IsFilled(package, "devDependencies"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static bool IsFilled(JsonElement package, string name) =>
        package.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any();
}
