using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Benchmarks;

/// <summary>Fetches one commit of a repository with 10,000 commits over HTTP, against a full clone of it by git from the same server.</summary>
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
            var bare = Path.Combine(served, "app.git");
            Git(["init", "-q", "--bare", "-b", "main", bare]);
            Git(["--git-dir", bare, "fast-import", "--quiet"], History());
            Git(["--git-dir", bare, "repack", "-adq"]);
            var near = Git(["--git-dir", bare, "rev-parse", "main~50"]).Trim();
            var old = Git(["--git-dir", bare, "rev-parse", "main~5000"]).Trim();
            using var server = new GitHttpServer(served);
            var url = server.Url + "/app.git";
            var repository = new GitRepository(Path.Combine(folder, "scratch"));
            Console.WriteLine($"fetching one commit of {Commits:N0}, with its files");
            var full = await MeasureAsync("git clone, whole history", server, null, () => Task.Run(() => Git(["clone", "-q", url, Path.Combine(folder, "clone")])));
            await MeasureAsync("the branch's tip", server, full, () => repository.FetchAsync(new CodeLocation(url, null, ""), CancellationToken.None));
            await MeasureAsync("50 commits before it", server, full, () => repository.FetchAsync(new CodeLocation(url, null, "") { Running = [near] }, CancellationToken.None));
            await MeasureAsync("5,000 commits before it", server, full, () => repository.FetchAsync(new CodeLocation(url, null, "") { Running = [old] }, CancellationToken.None));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<(TimeSpan Time, long Bytes)> MeasureAsync(string name, GitHttpServer server, (TimeSpan Time, long Bytes)? full, Func<Task> work)
    {
        var (clock, before) = (Stopwatch.StartNew(), server.Sent);
        await work();
        var (time, bytes) = (clock.Elapsed, server.Sent - before);
        var ratio = full is { } whole ? string.Create(CultureInfo.InvariantCulture, $"  {time / whole.Time:P0} of the time, {(double)bytes / whole.Bytes:P0} of the bytes") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-26} {time.TotalSeconds,6:N2} s {bytes / 1e6,7:N1} MB{ratio}"));
        return (time, bytes);
    }

    // Every commit rewrites a fifth of one file of about 9 KB.
    static string History()
    {
        var text = new StringBuilder();
        for (var commit = 1; commit <= Commits; commit++)
        {
            var (file, round) = (commit % Files, commit / Files);
            var lines = Enumerable.Range(0, 200).Select(line => $"value_{line} = \"{Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"{file} {line} {(round + line) / 5}")).AsSpan(0, 12))}\"\n");
            var content = string.Concat(lines);
            text.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{commit}\ncommitter B <b@example.org> {1_700_000_000 + commit} +0000\ndata 4\nstep\n");
            if (commit > 1)
                text.Append(CultureInfo.InvariantCulture, $"from :{commit - 1}\n");
            text.Append(CultureInfo.InvariantCulture, $"M 100644 inline src/module_{file}.py\ndata {content.Length}\n{content}\n");
        }
        return text.ToString();
    }

    static string Git(string[] arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed.");
    }
}
