namespace SelfHealing.Steps.Verify.Commands;

/// <summary>pytest, Django's runner or unittest.</summary>
static class PythonTests
{
    static readonly (string File, string Text)[] PytestSigns =
    [
        ("pytest.ini", ""), (".pytest.ini", ""), ("conftest.py", ""), ("tests/conftest.py", ""), ("test/conftest.py", ""),
        ("pyproject.toml", "pytest"), ("setup.cfg", "[tool:pytest]"), ("tox.ini", "pytest"), ("noxfile.py", "pytest"),
        ("requirements.txt", "pytest"), ("requirements-dev.txt", "pytest"), ("requirements-test.txt", "pytest"), ("dev-requirements.txt", "pytest"),
        ("requirements/dev.txt", "pytest"), ("requirements/test.txt", "pytest"), ("Pipfile", "pytest"),
    ];

    /// <summary>The command for a folder that has tests; else null.</summary>
    public static TestCommand? Command(TestProject project)
    {
        var tests = project.Paths.Where(path => Path.GetFileName(path) is var name && name.EndsWith(".py", StringComparison.Ordinal)
            && (name.StartsWith("test", StringComparison.Ordinal) || name.EndsWith("_test.py", StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToList();
        if (tests.Count == 0)
            return null;
        // A folder of the program that holds its tests is run from where the program's packages begin.
        if (project.Has("__init__.py"))
            return null;
        if (PytestSigns.Any(sign => project.Says(sign.File, sign.Text)) || tests.Any(test => project.Says(test, "import pytest")))
            return project.In("python3 -m pytest -q");
        if (project.Says("manage.py", "django"))
            return project.In("python3 manage.py test");
        if (!tests.Any(test => project.Says(test, "unittest") || project.Says(test, "TestCase")))
            return project.In("python3 -m pytest -q");
        var start = tests[0].LastIndexOf('/') is >= 0 and var end ? tests[0][..end] : "";
        var isPackage = start.Length == 0 || project.Has(start + "/__init__.py");
        return isPackage ? project.In("python3 -m unittest discover")
            : TestProject.IsPlain(start) ? project.In($"python3 -m unittest discover -s {start}")
            : null;
    }
}
