namespace SelfHealing.Adapters.Local.Tests;

/// <summary>The environment variables that a test command sees: where the tools are, and nothing that could be a credential.</summary>
static class TestEnvironment
{
    const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    // Version managers look below HOME for what these name.
    static readonly string[] Tools =
        ["JAVA_HOME", "DOTNET_ROOT", "GOROOT", "PYENV_ROOT", "RBENV_ROOT", "NVM_DIR", "NVM_BIN", "MAVEN_HOME", "GRADLE_HOME", "TZ"];

    /// <summary>Replaces all variables.</summary>
    public static void Set(IDictionary<string, string?> variables, Func<string, string?> environment, TestFolder folder)
    {
        Set(variables, environment);
        variables["HOME"] = folder.Home;
        variables["TMPDIR"] = folder.Temporary;
        // So that git does not find a repository around the copy.
        variables["GIT_CEILING_DIRECTORIES"] = folder.Path;
    }

    /// <summary>Replaces all variables by those that need no folder.</summary>
    public static void Set(IDictionary<string, string?> variables, Func<string, string?> environment)
    {
        variables.Clear();
        foreach (var name in Tools)
        {
            if (environment(name) is { Length: > 0 } value)
                variables[name] = value;
        }
        variables["PATH"] = environment("PATH") is { Length: > 0 } path ? path : UsualPath;
        variables["LANG"] = "C.UTF-8";
        // Test runners that would wait for a person or draw on a terminal do not when this is set.
        variables["CI"] = "true";
        variables["NO_COLOR"] = "1";
    }
}
