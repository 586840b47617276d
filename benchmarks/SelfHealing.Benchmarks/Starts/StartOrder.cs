using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SelfHealing.Benchmarks.Starts;

/// <summary>
/// Which methods of the native executable run until the first event is answered, as valgrind's callgrind sees it. The compiler lays them
/// side by side, so that a start reads few pages of the executable.
/// </summary>
static partial class StartOrder
{
    /// <summary>Prints them, a symbol in a line, sorted so that a change of the code changes few lines.</summary>
    /// <param name="bootstrap">A native executable with symbols and without debug information.</param>
    public static async Task<int> RunAsync(string bootstrap)
    {
        var profile = Path.GetTempFileName();
        var info = new ProcessStartInfo("valgrind", ["--tool=callgrind", $"--callgrind-out-file={profile}", bootstrap]);
        using var server = new FunctionServer(ColdStart.FreePort(), ColdStart.Payload());
        ColdStart.Configure(info, server);
        // The heap is otherwise reserved in one piece that valgrind has no room for.
        info.Environment["DOTNET_GCHeapHardLimit"] = "0x10000000";
        using var process = Process.Start(info)!;
        await server.ServeAsync(Stopwatch.StartNew(), onAsked: () => { }).WaitAsync(TimeSpan.FromMinutes(2));
        // It writes the profile when it is asked to end.
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        var symbols = File.ReadLines(profile).Select(line => Function().Match(line)).Where(match => match.Success).Select(match => match.Groups["symbol"].Value);
        foreach (var symbol in symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Console.WriteLine(symbol);
        File.Delete(profile);
        return 0;
    }

    // A method of C#, not a function of C or C++.
    [GeneratedRegex(@"^c?fn=\(\d+\) (?<symbol>[A-Za-z][^:()]*__[^:()]*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Function();
}
