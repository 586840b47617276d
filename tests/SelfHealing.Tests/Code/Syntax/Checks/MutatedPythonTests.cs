using System.Diagnostics;
using System.Text.Json.Nodes;
using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;

namespace SelfHealing.Tests.Code.Syntax.Checks;

/// <summary>The check against the compiler of the Python that is installed, on mutated files of its own library.</summary>
public class MutatedPythonTests
{
    // Whether these compile depends on the version of Python: the check takes what any version from 3.8 on takes.
    static readonly string[] VersionKinds = ["type_parameters", "class_changed", "except_groups", "format_strings", "braces_put_into_format_string", "python_2"];

    [Fact]
    public void Mutants_are_judged_as_the_installed_Python_judges_them()
    {
        var mutants = Mutants(perKind: 3, seed: 7);

        var (wrong, rejected) = (new List<string>(), 0);
        foreach (var mutant in mutants)
        {
            var (kind, accepted, text) = ((string)mutant["kind"]!, (bool)mutant["accepted"]!, (string)mutant["text"]!);
            if (VersionKinds.Contains(kind))
                continue;
            rejected += accepted ? 0 : 1;
            var problems = SyntaxCheck.Problems(Language.Python, text);
            if (problems.Count == 0 != accepted)
                wrong.Add($"{kind}: Python {(accepted ? "accepts" : "rejects")}, but {string.Join("; ", problems)}");
        }

        rejected.ShouldBeGreaterThan(100);
        wrong.Count.ShouldBeLessThanOrEqualTo(rejected / 100, string.Join('\n', wrong));
    }

    static List<JsonNode> Mutants(int perKind, int seed)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Code", "Syntax", "Checks", "mutate.py");
        var start = new ProcessStartInfo("python3", [script, $"{perKind}", $"{seed}"]) { RedirectStandardOutput = true };
        var mutants = new List<JsonNode>();
        try
        {
            using var python = Process.Start(start)!;
            while (python.StandardOutput.ReadLine() is { } line)
                mutants.Add(JsonNode.Parse(line)!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed.");
        }
        Assert.SkipWhen(mutants.Count == 0, "python3 is too old to run mutate.py.");
        return mutants;
    }
}
