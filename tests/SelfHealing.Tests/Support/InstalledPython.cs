using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SelfHealing.Tests.Support;

/// <summary>
/// Python itself comes first on the path of the tests. Where `python3` is a script that looks for it, as pyenv's is, each of the many
/// starts in a run of all tests takes five times as long.
/// </summary>
static class InstalledPython
{
    [ModuleInitializer]
    internal static void PutFirst()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import os, sys; print(os.path.dirname(sys.executable))"]) { RedirectStandardOutput = true })!;
            var folder = python.StandardOutput.ReadToEnd().Trim();
            python.WaitForExit();
            if (folder.Length > 0)
                Environment.SetEnvironmentVariable("PATH", folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
        }
        catch (Win32Exception)
        {
            // There is none: the tests that need it say so.
        }
    }
}
