using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Git;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Adapters.Git;

public sealed class GitRepositoryTests : IDisposable
{
    readonly TemporaryFolder scratch = new();
    readonly GitFolder folder = GitFolder.With(("app/main.py", "print('one')\r\n"), ("README.md", "\uFEFFApp\n"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static DateTimeOffset Now => new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    GitRepository Repository => new(scratch, time: new FakeTimeProvider(Now));

    [Fact]
    public async Task FetchAsync_reads_the_commit_not_the_checked_out_files()
    {
        folder.Write("app/main.py", "print('not committed')\n");

        var code = await Repository.FetchAsync(new CodeLocation(folder.Path, null, ""), Cancellation);

        code.Branch.ShouldBe("main");
        code.Tree.Commit.ShouldBe(folder.Git("rev-parse", "HEAD"));
        code.Tree.Files["app/main.py"].ShouldBe("print('one')\r\n");
        code.Tree.Files["README.md"].ShouldBe("\uFEFFApp\n");
    }

    [Fact]
    public async Task FetchAsync_of_a_folder_inside_a_repository_takes_it_as_the_root()
    {
        var code = await Repository.FetchAsync(new CodeLocation(Path.Combine(folder.Path, "app"), null, ""), Cancellation);

        code.Root.ShouldBe("app/");
        code.Tree.Files.Keys.ShouldBe(["main.py"]);
    }

    [Fact]
    public async Task FetchAsync_of_a_detached_head_has_no_branch()
    {
        folder.Git("checkout", "-q", "--detach");

        (await Repository.FetchAsync(new CodeLocation(folder.Path, null, ""), Cancellation)).Branch.ShouldBeNull();
    }

    [Fact]
    public async Task Binary_files_links_and_other_encodings_are_known_but_not_read()
    {
        File.WriteAllBytes(Path.Combine(folder.Path, "logo.png"), [0x89, 0x50, 0, 0, 1]);
        File.WriteAllBytes(Path.Combine(folder.Path, "latin.py"), [0x23, 0xE9, 0x0A]);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.py"), "/etc/passwd");
        folder.Commit("Odd files");

        var tree = (await Repository.FetchAsync(new CodeLocation(folder.Path, null, ""), Cancellation)).Tree;

        tree.Opaque.Order().ShouldBe(["latin.py", "link.py", "logo.png"]);
        tree.Files.Keys.Order().ShouldBe(["README.md", "app/main.py"]);
    }

    [Theory]
    [InlineData("no-such-folder", "does not exist")]
    [InlineData("plain", "is not in a git repository")]
    public async Task FetchAsync_of_what_is_no_repository_says_so(string name, string message)
    {
        Directory.CreateDirectory(scratch.Combine("plain"));

        var problem = await Should.ThrowAsync<RepositoryNotUsableException>(
            Repository.FetchAsync(new CodeLocation(scratch.Combine(name), null, ""), Cancellation));

        problem.Message.ShouldContain(message);
    }

    [Fact]
    public async Task FetchAsync_of_a_repository_without_a_commit_says_so()
    {
        using var empty = GitFolder.Empty();

        var problem = await Should.ThrowAsync<RepositoryNotUsableException>(Repository.FetchAsync(new CodeLocation(empty.Path, null, ""), Cancellation));

        problem.Message.ShouldContain("has no commit yet");
    }

    [Fact]
    public async Task CommitAsync_makes_a_branch_and_touches_nothing_else()
    {
        folder.Write("notes.txt", "being written\n");
        var status = folder.Git("status", "--porcelain");

        var commit = await Repository.CommitAsync(Change("print('two')\r\n"), Cancellation);

        folder.Git("status", "--porcelain").ShouldBe(status);
        folder.Git("rev-parse", "--abbrev-ref", "HEAD").ShouldBe("main");
        folder.Git("rev-parse", "self-heal/1").ShouldBe(commit);
        folder.Git("rev-list", "--count", "main..self-heal/1").ShouldBe("1");
        folder.Git("diff", "--name-only", "main", "self-heal/1").ShouldBe("app/main.py");
        folder.Git("log", "-1", "--format=%an", "self-heal/1").ShouldBe("Test Person");
        folder.Git("cat-file", "-p", "self-heal/1:app/main.py").ShouldBe("print('two')");
    }

    [Fact]
    public async Task CommitAsync_again_finds_the_commit_that_is_there()
    {
        var first = await Repository.CommitAsync(Change("print('two')\n"), Cancellation);

        var second = await Repository.CommitAsync(Change("print('two')\n") with { At = DateTimeOffset.UnixEpoch.AddDays(9) }, Cancellation);

        second.ShouldBe(first);
        folder.Branches().ShouldBe(["main", "self-heal/1"]);
    }

    [Fact]
    public async Task CommitAsync_never_overwrites_someone_else_s_branch()
    {
        folder.Git("branch", "self-heal/1");

        var problem = await Should.ThrowAsync<BranchTakenException>(Repository.CommitAsync(Change("print('two')\n"), Cancellation));

        problem.Message.ShouldContain("self-heal/1");
        folder.Git("rev-parse", "self-heal/1").ShouldBe(folder.Git("rev-parse", "main"));
    }

    [Fact]
    public async Task CommitAsync_never_writes_through_a_link()
    {
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.py"), "/etc/passwd");
        folder.Commit("A link");
        var change = Change("") with { Files = new Dictionary<string, string> { ["link.py"] = "x" } };

        await Should.ThrowAsync<RepositoryNotUsableException>(Repository.CommitAsync(change, Cancellation));
    }

    // What git or we leave when killed while the branch is written.
    [Fact]
    public async Task CommitAsync_removes_a_lock_of_its_branch_that_nobody_can_hold_any_more()
    {
        var left = folder.Lock("refs/heads/self-heal/1", (Now - TimeSpan.FromSeconds(6)).UtcDateTime);
        var another = folder.Lock("refs/heads/self-heal/2", (Now - TimeSpan.FromDays(1)).UtcDateTime);

        var commit = await Repository.CommitAsync(Change("print('two')\n"), Cancellation);

        folder.Git("rev-parse", "self-heal/1").ShouldBe(commit);
        File.Exists(left).ShouldBeFalse();
        File.Exists(another).ShouldBeTrue();
    }

    [Fact]
    public async Task CommitAsync_leaves_a_lock_that_somebody_may_hold_and_can_be_tried_again()
    {
        var held = folder.Lock("refs/heads/self-heal/1", (Now - TimeSpan.FromSeconds(4)).UtcDateTime);

        var problem = await Should.ThrowAsync<RepositoryUnreachableException>(Repository.CommitAsync(Change("print('two')\n"), Cancellation));

        problem.Message.ShouldContain("lock");
        File.Exists(held).ShouldBeTrue();
        folder.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task CommitAsync_from_a_linked_worktree_finds_the_lock_in_the_main_repository()
    {
        folder.Git("worktree", "add", "-q", "--detach", scratch.Combine("linked"));
        var left = folder.Lock("refs/heads/self-heal/1", (Now - TimeSpan.FromHours(1)).UtcDateTime);

        var commit = await Repository.CommitAsync(Change("print('two')\n") with { Repository = scratch.Combine("linked") }, Cancellation);

        folder.Git("rev-parse", "self-heal/1").ShouldBe(commit);
        File.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public async Task IdentifyAsync_of_many_at_once_agree()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Repository.IdentifyAsync(folder.Path, Cancellation)));

        names.Distinct().ShouldHaveSingleItem().ShouldMatch("#[0-9a-f]{32}$");
    }

    [Fact]
    public async Task A_new_repository_in_an_old_one_s_place_is_another_one()
    {
        var first = await Repository.IdentifyAsync(folder.Path, Cancellation);
        (await Repository.IdentifyAsync(folder.Path, Cancellation)).ShouldBe(first);

        Directory.Delete(Path.Combine(folder.Path, ".git"), recursive: true);
        folder.Git("init", "-q", "-b", "main");
        folder.Git("config", "user.name", "Test Person");
        folder.Git("config", "user.email", "person@example.org");
        folder.Commit("Again");

        (await Repository.IdentifyAsync(folder.Path, Cancellation)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_repository_behind_a_url_is_fetched_shallowly_and_gets_the_branch()
    {
        folder.Write("app/main.py", "print('newer')\n");
        folder.Commit("Second version");
        using var server = Serve(password: null);
        var url = server.Url + "/app.git";

        var code = await Repository.FetchAsync(new CodeLocation(url, null, ""), Cancellation);
        code.Tree.Files["app/main.py"].ShouldBe("print('newer')\n");
        code.Branch.ShouldBe("main");

        var commit = await Repository.CommitAsync(Change("print('two')\n") with { Repository = url, Parent = code.Tree.Commit }, Cancellation);
        BareGit("rev-parse", "refs/heads/self-heal/1").ShouldBe(commit);
        (await Repository.HasBranchAsync(url, "self-heal/1", Cancellation)).ShouldBeTrue();
        (await Repository.HasBranchAsync(url, "self-heal/2", Cancellation)).ShouldBeFalse();
        Directory.EnumerateDirectories(scratch).Where(clone => !clone.EndsWith("served", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_in_the_url_is_used_and_never_shown()
    {
        using var server = Serve(password: "s3cret");
        var right = server.Url.Replace("http://", "http://git:s3cret@", StringComparison.Ordinal) + "/app.git";
        var wrong = right.Replace("s3cret", "gu3ss", StringComparison.Ordinal);

        (await Repository.FetchAsync(new CodeLocation(right, null, ""), Cancellation)).Tree.Files.ShouldContainKey("app/main.py");
        (await Repository.IdentifyAsync(right, Cancellation)).ShouldNotContain("s3cret");
        var problem = await Should.ThrowAsync<RepositoryNotUsableException>(Repository.FetchAsync(new CodeLocation(wrong, null, ""), Cancellation));
        problem.Message.ShouldNotContain("gu3ss");
    }

    [Fact]
    public async Task A_server_that_is_down_is_unreachable_and_may_be_tried_again()
    {
        var url = $"http://127.0.0.1:{LoopbackServer.FreePort()}/app.git";

        await Should.ThrowAsync<RepositoryUnreachableException>(Repository.FetchAsync(new CodeLocation(url, null, ""), Cancellation));
    }

    public void Dispose()
    {
        folder.Dispose();
        scratch.Dispose();
    }

    BranchCommit Change(string text) => new(
        folder.Path,
        folder.Git("rev-parse", "HEAD"),
        "self-heal/1",
        new Dictionary<string, string> { ["app/main.py"] = text },
        "Fix it\n\nSelf-Heal-Fingerprint: v1:1\n",
        DateTimeOffset.UnixEpoch);

    GitHttpServer Serve(string? password)
    {
        folder.Git("clone", "-q", "--bare", folder.Path, scratch.Combine("served/app.git"));
        BareGit("config", "http.receivepack", "true");
        return new GitHttpServer(scratch.Combine("served"), password);
    }

    string BareGit(params string[] arguments) => folder.Git(["--git-dir", scratch.Combine("served/app.git"), .. arguments]);
}
