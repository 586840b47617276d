using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;

namespace SelfHealing.Benchmarks;

/// <summary>Fetches one commit of a repository with 10,000 commits over HTTP, against a full clone of it by git.</summary>
static class Fetching
{
    const int Commits = 10_000;
    const int Files = 400;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("selfheal-bench-").FullName;
        try
        {
            var served = Path.Combine(folder, "repositories");
            Run("git", ["init", "-q", "--bare", "-b", "main", Path.Combine(served, "app.git")]);
            Run("git", ["--git-dir", Path.Combine(served, "app.git"), "fast-import", "--quiet"], History());
            var older = Run("git", ["--git-dir", Path.Combine(served, "app.git"), "rev-parse", "main~50"]).Trim();
            var port = FreePort();
            using var server = Serve(folder, served, port);
            var url = $"http://127.0.0.1:{port}/cgi-bin/git/app.git";
            var repository = new GitRepository(Path.Combine(folder, "scratch"));
            await MeasureAsync("full clone (git clone --bare)", () => Task.Run(() => Run("git", ["clone", "-q", "--bare", url, Path.Combine(folder, "clone")])));
            await MeasureAsync("tip of the branch, read", () => repository.FetchAsync(new CodeLocation(url, null, ""), CancellationToken.None));
            await MeasureAsync("50 commits before the tip, read", () => repository.FetchAsync(new CodeLocation(url, older, ""), CancellationToken.None));
            server.Kill();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task MeasureAsync(string name, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-34} {clock.Elapsed.TotalSeconds,8:N2} s"));
    }

    // Every commit changes one file of about 8 KB.
    static string History()
    {
        var text = new StringBuilder();
        for (var commit = 1; commit <= Commits; commit++)
        {
            var content = string.Concat(Enumerable.Range(0, 200).Select(line => $"value_{line} = {(line * 7919L * commit) % 1_000_003}  # {line}\n"));
            text.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{commit}\ncommitter B <b@example.org> {1_700_000_000 + commit} +0000\ndata 4\nstep\n");
            if (commit > 1)
                text.Append(CultureInfo.InvariantCulture, $"from :{commit - 1}\n");
            text.Append(CultureInfo.InvariantCulture, $"M 100644 inline src/module_{commit % Files}.py\ndata {content.Length}\n{content}\n");
        }
        return text.ToString();
    }

    // git's own server program, behind Python's web server.
    static Process Serve(string folder, string served, int port)
    {
        var script = Path.Combine(folder, "cgi-bin", "git");
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        File.WriteAllText(script, $"#!/bin/sh\nGIT_PROJECT_ROOT='{served}' GIT_HTTP_EXPORT_ALL=1 exec git http-backend\n");
        Run("chmod", ["+x", script]);
        var start = new ProcessStartInfo("python3", ["-m", "http.server", "--cgi", "--bind", "127.0.0.1", "--directory", folder, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        var server = Process.Start(start)!;
        server.BeginErrorReadLine();
        while (true)
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", port);
                return server;
            }
            catch (SocketException) when (!server.HasExited)
            {
            }
        }
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    static string Run(string program, string[] arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
