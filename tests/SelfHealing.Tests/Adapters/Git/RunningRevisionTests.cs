using System.Security.Cryptography;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Adapters.Git;

/// <summary>Which commit is fetched when a log names one, from a folder and from a server.</summary>
public sealed class RunningRevisionTests : IDisposable
{
    readonly TemporaryFolder scratch = new();
    readonly GitFolder folder = GitFolder.With(("main.py", "1\n"));
    readonly string first;
    readonly string second;

    public RunningRevisionTests()
    {
        first = folder.Git("rev-parse", "HEAD");
        folder.Git("tag", "-a", "v1.0.0", "-m", "One");
        folder.Write("main.py", "2\n");
        folder.Commit("Second");
        second = folder.Git("rev-parse", "HEAD");
        folder.Write("main.py", "3\n");
        folder.Commit("Third");
        folder.Git("tag", "2.0.0");
        folder.Write("main.py", "4\n");
        folder.Commit("Fourth");
    }

    public static TheoryData<bool> Places => [false, true];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_tag_is_found_with_and_without_its_v(bool isRemote)
    {
        (await FetchAsync(isRemote, "1.0.0")).Tree.Files["main.py"].ShouldBe("1\n");
        (await FetchAsync(isRemote, "v2.0.0")).Tree.Files["main.py"].ShouldBe("3\n");
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_hash_is_found_whole_or_abbreviated(bool isRemote)
    {
        foreach (var name in new[] { second, second[..7] })
        {
            var code = await FetchAsync(isRemote, name);
            (code.Tree.Commit, code.Running, code.Branch).ShouldBe((second, name, "main"));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task What_the_repository_does_not_have_falls_back_to_the_next_and_to_the_branch(bool isRemote)
    {
        (await FetchAsync(isRemote, "deadbeef", "9.9.9", first)).Running.ShouldBe(first);
        var code = await FetchAsync(isRemote, "deadbeef", "9.9.9");
        (code.Running, code.Tree.Files["main.py"]).ShouldBe((null, "4\n"));
    }

    [Fact]
    public async Task The_tip_comes_without_the_history()
    {
        const int size = 100_000;
        for (var commit = 0; commit < 8; commit++)
        {
            folder.Write("data.py", "# " + Convert.ToHexString(SHA512.HashData(BitConverter.GetBytes(commit))) + string.Concat(Enumerable.Range(0, size / 128)
                .Select(line => Convert.ToHexString(SHA512.HashData(BitConverter.GetBytes((commit * size) + line))) + "\n# ")) + "\n");
            folder.Commit($"Data {commit}");
        }
        using var server = Serve();

        await new GitRepository(scratch).FetchAsync(new CodeLocation(server.Url + "/app.git", null, ""), TestContext.Current.CancellationToken);

        server.Sent.ShouldBeLessThan(size);
    }

    [Fact]
    public async Task A_commit_that_no_branch_or_tag_leads_to_is_not_taken()
    {
        folder.Git("checkout", "-q", "-b", "fork");
        folder.Write("main.py", "evil\n");
        folder.Commit("Of a fork");
        var foreign = folder.Git("rev-parse", "HEAD");
        folder.Git("update-ref", "refs/pull/1/head", foreign);
        folder.Git("checkout", "-q", "main");
        folder.Git("branch", "-q", "-D", "fork");

        (await FetchAsync(isRemote: true, foreign)).Running.ShouldBeNull();
    }

    [Fact]
    public async Task An_older_commit_gets_its_branch_pushed()
    {
        using var server = Serve();
        var url = server.Url + "/app.git";
        var change = new BranchCommit(url, first, "self-heal/1", new Dictionary<string, string> { ["main.py"] = "5\n" }, "Fix it", DateTimeOffset.UnixEpoch);

        var commit = await new GitRepository(scratch).CommitAsync(change, TestContext.Current.CancellationToken);

        folder.Git("--git-dir", scratch.Combine("served/app.git"), "rev-parse", "self-heal/1~1").ShouldBe(first);
        folder.Git("--git-dir", scratch.Combine("served/app.git"), "rev-parse", "self-heal/1").ShouldBe(commit);
    }

    [Fact]
    public async Task A_branch_of_someone_else_on_the_server_is_never_overwritten()
    {
        folder.Git("branch", "self-heal/1", second);
        using var server = Serve();
        var change = new BranchCommit(server.Url + "/app.git", first, "self-heal/1", new Dictionary<string, string> { ["main.py"] = "5\n" }, "Fix it", DateTimeOffset.UnixEpoch);

        await Should.ThrowAsync<BranchTakenException>(new GitRepository(scratch).CommitAsync(change, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_fetch_that_takes_too_much_says_so()
    {
        using var server = Serve();
        var location = new CodeLocation(server.Url + "/app.git", null, "");
        var cancellation = TestContext.Current.CancellationToken;

        (await Should.ThrowAsync<RepositoryTooLargeException>(
            new GitRepository(scratch, limits: FetchLimits.Default with { TransferredBytes = 10 }).FetchAsync(location, cancellation))).Message.ShouldContain("sends more than");
        (await Should.ThrowAsync<RepositoryTooLargeException>(
            new GitRepository(scratch, limits: FetchLimits.Default with { TextCharacters = 1 }).FetchAsync(location, cancellation))).Message.ShouldContain("root folder");
        (await Should.ThrowAsync<RepositoryUnreachableException>(
            new GitRepository(scratch, limits: FetchLimits.Default with { Time = TimeSpan.Zero }).FetchAsync(location, cancellation))).Message.ShouldContain("seconds");
    }

    [Fact]
    public async Task The_token_goes_to_its_own_host_only_and_is_never_shown()
    {
        using var server = Serve("t0ken", "x-access-token");
        var (location, cancellation) = (new CodeLocation(server.Url + "/app.git", null, ""), TestContext.Current.CancellationToken);
        GitRepository With(string? token, string host) => new(scratch, new GitAccess { Token = token, TokenHost = host });

        (await With("t0ken", "127.0.0.1").FetchAsync(location, cancellation)).Branch.ShouldBe("main");
        (await Should.ThrowAsync<RepositoryNotUsableException>(With("t0ken", "github.com").FetchAsync(location, cancellation))).Message.ShouldContain("is for github.com");
        (await Should.ThrowAsync<RepositoryNotUsableException>(With(null, "127.0.0.1").FetchAsync(location, cancellation))).Message.ShouldContain("set SELFHEAL_GIT_TOKEN");
        var refused = await Should.ThrowAsync<RepositoryNotUsableException>(With("gu3ss", "127.0.0.1").FetchAsync(location, cancellation));
        refused.Message.ShouldContain("refuses SELFHEAL_GIT_TOKEN");
        refused.Message.ShouldNotContain("gu3ss");
    }

    public void Dispose()
    {
        folder.Dispose();
        scratch.Dispose();
    }

    async Task<FetchedCode> FetchAsync(bool isRemote, params string[] running)
    {
        using var server = isRemote ? Serve() : null;
        var location = new CodeLocation(server is null ? folder.Path : server.Url + "/app.git", null, "") { Running = running };
        return await new GitRepository(scratch).FetchAsync(location, TestContext.Current.CancellationToken);
    }

    GitHttpServer Serve(string? password = null, string user = "git")
    {
        if (!Directory.Exists(scratch.Combine("served/app.git")))
            folder.Git("clone", "-q", "--mirror", folder.Path, scratch.Combine("served/app.git"));
        folder.Git("--git-dir", scratch.Combine("served/app.git"), "config", "http.receivepack", "true");
        return new GitHttpServer(scratch.Combine("served"), password, user);
    }
}
