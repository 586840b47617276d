using System.ComponentModel;
using System.Diagnostics;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Generate.Patterns;

namespace SelfHealing.Tests.Steps.Generate.Patterns;

/// <summary>Runs the repaired programs' own checks. Needs python3; is skipped without it.</summary>
public class RepairedProgramsTests
{
    [Fact]
    public async Task Every_repaired_program_passes_its_check()
    {
        Assert.SkipUnless(HasPython(), "python3 is not installed");
        var failures = new List<string>();
        var cases = PatternCase.Names.Select(PatternCase.Read).Where(crash => crash.Changes.Count > 0);

        await Parallel.ForEachAsync(cases, TestContext.Current.CancellationToken, async (crash, cancel) =>
        {
            var fix = (Fix)RepairPatterns.Propose(crash.Crash, crash.Tree);
            var error = await Run(crash.Check, PatternCase.Apply(crash.Tree, fix.Edits), cancel);
            if (error.Length > 0)
            {
                lock (failures)
                    failures.Add($"{crash.Name}: {error}");
            }
        });

        failures.ShouldBeEmpty();
    }

    static async Task<string> Run(string check, Dictionary<string, string> files, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("selfhealing-");
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(folder.FullName, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllTextAsync(file, text, cancel);
            }
            var start = new ProcessStartInfo("python3", "-B -") { WorkingDirectory = folder.FullName, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using var python = Process.Start(start)!;
            await python.StandardInput.WriteAsync(check.AsMemory(), cancel);
            python.StandardInput.Close();
            var output = python.StandardOutput.ReadToEndAsync(cancel);
            var error = await python.StandardError.ReadToEndAsync(cancel);
            await output;
            await python.WaitForExitAsync(cancel);
            return python.ExitCode == 0 ? "" : error + "exit code " + python.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static bool HasPython()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
