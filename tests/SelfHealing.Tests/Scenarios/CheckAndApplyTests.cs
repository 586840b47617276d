using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>The gates of a run, as commands of their own.</summary>
public sealed class CheckAndApplyTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Check_prints_the_place_of_a_problem_and_exits_1()
    {
        var bad = folder.Write("bad.py", "def f():\n    return 1\n\nreturn 2\n");

        var result = await selfheal.RunAsync("check", bad);

        ((int)result.ExitCode).ShouldBe(1);
        result.Output.ShouldStartWith($"{bad}:4:1: ");
    }

    [Fact]
    public async Task Check_of_good_files_is_silent_and_exits_0()
    {
        var result = await selfheal.RunAsync("check", folder.Write("a.py", "x = 1\n"), folder.Write("a.go", "package a\n"));

        ((int)result.ExitCode).ShouldBe(0);
        result.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("notes.txt", "is in no language that is checked")]
    [InlineData("none.py", "cannot be read")]
    public async Task Check_of_what_cannot_be_checked_exits_2(string name, string message)
    {
        folder.Write("notes.txt", "x");

        var result = await selfheal.RunAsync("check", folder.Combine(name));

        ((int)result.ExitCode).ShouldBe(2);
        result.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData("x = 1", "x = 2", 0, "+x = 2")]
    [InlineData("y = 1", "y = 2", 4, "Block 1 (a.py)")]
    [InlineData("x = 1", "x = (", 4, "a.py:1:")]
    public async Task Apply_shows_what_a_reply_would_change_and_changes_nothing(string search, string replace, int exitCode, string shown)
    {
        using var repository = GitFolder.With(("a.py", "x = 1\n"));
        var reply = folder.Write("reply.txt", $"ROOT CAUSE: it\nCONFIDENCE: 0.9\n\na.py\n<<<<<<< SEARCH\n{search}\n=======\n{replace}\n>>>>>>> REPLACE\n");

        var result = await selfheal.RunAsync("apply", "--repo", repository.Path, "--reply", reply);
        var document = await selfheal.RunAsync("apply", "--repo", repository.Path, "--reply", reply, "--json");

        ((int)result.ExitCode).ShouldBe(exitCode, result.Error);
        result.Output.ShouldContain(shown);
        ((bool?)document.Json["applied"]).ShouldBe(exitCode == 0);
        repository.Git("status", "--porcelain").ShouldBeEmpty();
        File.ReadAllText(Path.Combine(repository.Path, "a.py")).ShouldBe("x = 1\n");
    }

    public void Dispose()
    {
        folder.Dispose();
        selfheal.Dispose();
    }
}
