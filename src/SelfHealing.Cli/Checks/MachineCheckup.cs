using System.Runtime.CompilerServices;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Cli.Checks;

/// <summary>What a run on this machine needs.</summary>
/// <param name="surroundings">The process.</param>
/// <param name="repository">The repository to look at; null for none.</param>
/// <param name="model">The model to ask; null for none.</param>
sealed class MachineCheckup(Surroundings surroundings, string? repository, string? model)
{
    public async IAsyncEnumerable<CheckResult> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var home = LocalHome.Of(surroundings.Environment);
        yield return await Checking.OfAsync("home", () => Task.FromResult(Home(home)));
        if (home.IsReadByOthers)
            yield return new CheckResult("home", Verdict.Note, $"others on this machine can read the source code and crashes in {home.Folder}: chmod 700 {home.Folder}");
        yield return await IsolationAsync(home, cancellation);
        yield return Git();
        var (gitHub, login) = await GitHubAsync(cancellation);
        yield return gitHub;
        // Without a login that can be used, the repository would be opened in another way than by a run.
        if (repository is not null && login is not null)
        {
            await foreach (var result in RepositoryAsync(repository, login, home, cancellation))
                yield return result;
        }
        if (model is not null)
            yield return await ModelCheck.RunAsync("model", model, surroundings, cancellation);
    }

    static string Home(LocalHome home)
    {
        // As every command opens it: the file is made, and written to.
        _ = new SqliteDatabase(home.Database, SqliteIssueStore.Schema);
        return $"{home.Folder} can be written to";
    }

    async Task<CheckResult> IsolationAsync(LocalHome home, CancellationToken cancellation)
    {
        var tests = new ProcessTestRunner(home.Scratch, surroundings.Environment, surroundings.Redactor, surroundings.Time);
        var isolation = await tests.IsolationAsync(cancellation);
        return isolation switch
        {
            { Network: NetworkAccess.Cut, Processes: true } => new CheckResult("--verify", Verdict.Ok, "tests run cut off from the network and from other processes"),
            { Network: NetworkAccess.Cut } => new CheckResult("--verify", Verdict.Note, "tests run cut off from the network, and see other processes: this system gives no process namespaces"),
            _ => new CheckResult("--verify", Verdict.Note, "tests would run with the network of this machine: allow unprivileged user namespaces (docs/verify.md), or do not use it on code that you do not trust"),
        };
    }

    CheckResult Git()
    {
        var folders = (surroundings.Environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var program = OperatingSystem.IsWindows() ? "git.exe" : "git";
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } git
            ? new CheckResult("git", Verdict.Ok, git)
            : new CheckResult("git", Verdict.Note, "there is no git program on the PATH: runs need none, but you will want one to look at the branches");
    }

    async Task<(CheckResult Result, GitHubLogin? Login)> GitHubAsync(CancellationToken cancellation)
    {
        GitHubLogin? login = null;
        var result = await Checking.OfAsync("GitHub", () =>
        {
            login = new GitHubLogin(GitHubAccess.FromEnvironment(surroundings.Environment), surroundings.Time);
            return Task.FromResult(login.Access.IsApp ? "an app is set; --repo says whether it is installed there" : "");
        });
        if (login is { Access.Token: not null })
            result = await GitHubCheck.RunAsync("GitHub token", login, cancellation);
        else if (login is { Access.IsSet: false })
            result = new CheckResult("GitHub", Verdict.Note, "SELFHEAL_GITHUB_TOKEN is not set: a fix ends as a branch, and no pull request is opened");
        return (result, login);
    }

    async IAsyncEnumerable<CheckResult> RepositoryAsync(
        string repository, GitHubLogin login, LocalHome home, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var repositories = new GitRepository(home.Scratch, login.ForGit(GitAccess.FromEnvironment(surroundings.Environment)));
        yield return await Checking.OfAsync("repository", async () =>
        {
            var code = await repositories.FetchAsync(new CodeLocation(repository, Revision: null, Root: ""), cancellation);
            return $"commit {code.Tree.Commit[..10]}{(code.Branch is { } branch ? $" of {branch}" : "")}";
        });
        if (!GitWorkspace.IsUrl(repository))
            yield break;
        yield return await Checking.OfAsync("push", async () =>
        {
            await repositories.CheckPushAsync(repository, cancellation);
            return "the server would take one";
        });
        if (login.Access.IsSet)
        {
            yield return await Checking.OfAsync("pull requests", async () => await login.RightsAsync(repository, cancellation) is { } rights
                ? $"may be opened into {rights.DefaultBranch}"
                : "the repository is not on GitHub: a branch is all there is");
        }
    }
}
