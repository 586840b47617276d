using System.ComponentModel;
using CliWrap.Buffered;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Steps.Generate.Context;

/// <summary>The sources of the installed Python's standard library: a large repository that many machines have.</summary>
static class PythonLibrary
{
    /// <summary>Its folder; a path that is not there without python3.</summary>
    public static string Folder { get; } = Find();

    static string Find()
    {
        try
        {
            return Command.Wrap("python3").WithArguments(["-c", "import os; print(os.path.dirname(os.__file__))"])
                .ExecuteBufferedAsync().GetAwaiter().GetResult().StandardOutput.Trim();
        }
        catch (Win32Exception)
        {
            return "/nowhere";
        }
    }
}
