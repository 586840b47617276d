using SelfHealing.Adapters.Git;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Adapters.Git;

public sealed class SshTests : IDisposable
{
    readonly TemporaryFolder scratch = new();
    readonly GitFolder folder = GitFolder.With(("main.py", "print('one')\n"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repository_behind_ssh_is_fetched_and_gets_the_branch()
    {
        using var server = SshServer.StartOrSkip();
        folder.Write("main.py", "print('two')\n");
        folder.Commit("Second");
        var url = server.Url + folder.Path + "/.git";
        var repository = Repository(File.ReadAllText(server.KeyPath), server.KnownHosts);

        var code = await repository.FetchAsync(new CodeLocation(url, null, ""), Cancellation);
        var commit = await repository.CommitAsync(
            new BranchCommit(url, code.Tree.Commit, "self-heal/1", new Dictionary<string, string> { ["main.py"] = "print('three')\n" }, "Fix it", DateTimeOffset.UnixEpoch),
            Cancellation);

        code.Branch.ShouldBe("main");
        code.Tree.Files["main.py"].ShouldBe("print('two')\n");
        folder.Git("rev-parse", "self-heal/1").ShouldBe(commit);
        (await repository.HasBranchAsync(url, "self-heal/1", Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_older_commit_is_found_behind_ssh()
    {
        using var server = SshServer.StartOrSkip();
        var first = folder.Git("rev-parse", "HEAD");
        folder.Write("main.py", "print('two')\n");
        folder.Commit("Second");

        var code = await Repository(server.KeyPath, server.KnownHosts)
            .FetchAsync(new CodeLocation(server.Url + folder.Path + "/.git", null, "") { Running = [first[..8]] }, Cancellation);

        code.Tree.Commit.ShouldBe(first);
    }

    [Fact]
    public async Task Every_way_to_be_refused_says_what_to_do()
    {
        using var server = SshServer.StartOrSkip();
        var other = server.MakeKey("other");
        var locked = server.MakeKey("locked", "s3cret");

        (await ProblemAsync(server, server.KeyPath, null)).ShouldContain("set SELFHEAL_SSH_KNOWN_HOSTS");
        (await ProblemAsync(server, server.KeyPath, "example.org ssh-ed25519 AAAA")).ShouldContain("is not known: check it");
        (await ProblemAsync(server, server.KeyPath, server.KnownHostsWith(other))).ShouldContain("is not the known one");
        (await ProblemAsync(server, server.KeyPath, "@revoked " + server.KnownHosts)).ShouldContain("is not known");
        (await ProblemAsync(server, null, server.KnownHosts)).ShouldContain("set SELFHEAL_SSH_KEY");
        (await ProblemAsync(server, other, server.KnownHosts)).ShouldContain("refuses the SSH key");
        (await ProblemAsync(server, locked, server.KnownHosts)).ShouldContain("has a passphrase");
        (await ProblemAsync(server, "no/such/key", server.KnownHosts)).ShouldContain("neither a private key nor the path");
        (await ProblemAsync(server, "-----BEGIN PRIVATE KEY-----\nrubbish\n-----END PRIVATE KEY-----", server.KnownHosts)).ShouldContain("no private key that can be read");
        (await ProblemAsync(server, server.KeyPath, server.KnownHosts, "/no/such/repository.git")).ShouldContain("cannot be used");
    }

    public void Dispose()
    {
        folder.Dispose();
        scratch.Dispose();
    }

    GitRepository Repository(string? key, string? knownHosts) => new(scratch, new GitAccess { SshKey = key, SshKnownHosts = knownHosts });

    async Task<string> ProblemAsync(SshServer server, string? key, string? knownHosts, string? path = null)
    {
        var problem = await Should.ThrowAsync<RepositoryNotUsableException>(
            Repository(key, knownHosts).FetchAsync(new CodeLocation(server.Url + (path ?? folder.Path + "/.git"), null, ""), Cancellation));
        problem.Message.ShouldNotContain('\n');
        return problem.Message;
    }
}
