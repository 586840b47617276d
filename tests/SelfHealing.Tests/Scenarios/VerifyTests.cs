using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Fixes that are proved by running the repository's own tests.</summary>
public sealed class VerifyTests : IDisposable
{
    const string Unittest = "python3 -m unittest";

    const string SweepTest =
        """
        import unittest
        from datetime import datetime, timedelta
        from orders.carts import CartStore


        class SweepTest(unittest.TestCase):
            def test_expired_carts_are_dropped(self):
                store, now = CartStore(), datetime(2026, 1, 1)
                store.open("a", "ada", now)
                store.open("b", "bob", now)
                self.assertEqual(["a", "b"], store.sweep(now + timedelta(hours=1)))

        """;

    const string TestOfNothing =
        """
        import unittest


        class NothingTest(unittest.TestCase):
            def test_nothing(self):
                self.assertEqual("orders".upper(), "ORDERS")

        """;

    // Parses, and mends nothing.
    static readonly string BadReply = Replies.Good.Replace("in list(self._carts.items()):", "in iter(self._carts.items()):", StringComparison.Ordinal);

    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public async Task Packs_of_earlier_days_are_removed()
    {
        var packs = Directory.CreateDirectory(Path.Combine(selfheal.Home, "artifacts/test-pack")).FullName;
        foreach (var (name, age) in (ReadOnlySpan<(string, int)>)[("old", 25), ("young", 23)])
        {
            File.WriteAllText(Path.Combine(packs, name), "");
            File.SetLastWriteTimeUtc(Path.Combine(packs, name), TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-age));
        }

        (await HealAsync("--verify", "python3 -c 'import orders.carts'")).ExitCode.ShouldBe(ExitCode.Healed);

        var left = Directory.GetFiles(packs).Select(Path.GetFileName).ToList();
        left.Count.ShouldBe(2);
        left.ShouldContain("young");
    }

    [Fact]
    public async Task A_fix_that_the_tests_need_is_proved_and_everybody_is_told()
    {
        WriteTest("tests/__init__.py", "");
        WriteTest("tests/test_carts.py", SweepTest);

        var result = await HealAsync("--verify", Unittest);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        var verification = result.Run["states"]!["Verify"]!;
        ((string?)verification["outcome"]).ShouldBe("passed");
        ((bool?)verification["reproduced"]).ShouldBe(true);
        ((int?)verification["before"]!["exitCode"]).ShouldBe(1);
        ((string?)verification["before"]!["output"]).ShouldNotBeNull().ShouldContain("dictionary changed size during iteration");
        ((int?)verification["after"]!["exitCode"]).ShouldBe(0);
        var sentence = "fails without the change (exit code 1, ";
        Progress(result).ShouldContain($"`{Unittest}` {sentence}");
        Unwrapped(result.Error).ShouldContain($"Tests: `{Unittest}` {sentence}");
        ((string?)result.Run["pullRequestText"]).ShouldNotBeNull().ShouldContain($"- tests: `{Unittest}` {sentence}");
        (await selfheal.RunAsync("show", (string)result.Run["id"]!)).Output.ShouldContain(sentence);
    }

    [Fact]
    public async Task Tests_that_pass_without_the_fix_too_did_not_reproduce_the_crash()
    {
        var result = await HealAsync("--verify", "python3 -c 'import orders.carts'");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((bool?)result.Run["states"]!["Verify"]!["reproduced"]).ShouldBe(false);
        ((string?)result.Run["pullRequestText"]).ShouldNotBeNull().ShouldContain("it did not reproduce the crash");
    }

    [Fact]
    public async Task A_fix_that_fails_the_tests_is_sent_back_with_their_output_and_a_better_one_is_taken()
    {
        WriteTest("test_carts.py", SweepTest);
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? BadReply : Replies.Good)));

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        model.Questions.Count.ShouldBe(2);
        var question = model.Questions[1].ToJsonString();
        question.ShouldContain("fails with the change (exit code 1, ");
        question.ShouldContain("test_expired_carts_are_dropped");
        question.ShouldContain("RuntimeError: dictionary changed size during iteration");
        orders.Git("show", $"{(string)result.Run["branch"]!}:orders/carts.py").ShouldContain("in list(self._carts.items()):");
    }

    [Fact]
    public async Task Of_several_candidates_the_first_that_passes_the_tests_is_taken_without_another_question()
    {
        WriteTest("test_carts.py", SweepTest);
        string[] replies = [BadReply, BadReply, Replies.Good];
        using var model = new ChatServer(call => (200, ChatServer.Completion(replies[call])));

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test", "--candidates", "3");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        model.Questions.Count.ShouldBe(3);
        orders.Git("show", $"{(string)result.Run["branch"]!}:orders/carts.py").ShouldContain("in list(self._carts.items()):");
        result.Error.ShouldContain("NextAlternative");
        ((string?)result.Run["states"]!["Verify"]!["outcome"]).ShouldBe("passed");
        (await selfheal.RunAsync("show", (string)result.Run["id"]!)).Output.ShouldContain(Replies.RootCause);
    }

    [Fact]
    public async Task When_no_candidate_passes_the_tests_the_model_is_told_and_that_is_one_attempt()
    {
        WriteTest("test_carts.py", SweepTest);
        string[] replies = [BadReply, BadReply.Replace("iter(", "reversed(", StringComparison.Ordinal), Replies.Good, Replies.Good];
        using var model = new ChatServer(call => (200, ChatServer.Completion(replies[call])));

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test", "--candidates", "2");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        model.Questions.Count.ShouldBe(4);
        // The one that was tried last, with its problems.
        var question = model.Questions[2].ToJsonString();
        question.ShouldContain("in reversed(self._carts.items()):");
        question.ShouldContain("fails with the change (exit code 1, ");
        orders.Git("show", $"{(string)result.Run["branch"]!}:orders/carts.py").ShouldContain("in list(self._carts.items()):");
    }

    [Fact]
    public async Task When_every_attempt_fails_the_tests_the_run_ends_without_a_fix()
    {
        WriteTest("test_carts.py", SweepTest);
        using var model = ChatServer.Replying(BadReply);

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test");

        result.ExitCode.ShouldBe(ExitCode.NoAcceptableFix, result.Output + result.Error);
        ((string?)result.Run["status"]).ShouldBe("invalid");
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldStartWith($"`{Unittest}` fails with the change");
        model.Questions.Count.ShouldBe(3);
        orders.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task The_last_attempt_s_problem_is_the_reason_not_an_earlier_one_s()
    {
        WriteTest("test_carts.py", SweepTest);
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? BadReply : Replies.Broken)));

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test");

        ((string?)result.Run["status"]).ShouldBe("invalid");
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldStartWith("orders/carts.py:");
    }

    [Fact]
    public async Task A_new_test_that_fails_without_the_fix_is_committed_with_it()
    {
        WriteTest("tests/__init__.py", "");
        WriteTest("tests/test_nothing.py", TestOfNothing);
        using var model = ChatServer.Replying(Replies.Good + NewFile("tests/test_sweep.py", SweepTest));

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((int?)result.Run["states"]!["Verify"]!["testsOnly"]!["exitCode"]).ShouldBe(1);
        ((string?)result.Run["pullRequestText"]).ShouldNotBeNull().ShouldContain("they reproduce the bug");
        orders.Git("diff", "--name-only", "main", (string)result.Run["branch"]!).ShouldBe("orders/carts.py\ntests/test_sweep.py");
    }

    [Fact]
    public async Task A_new_test_that_passes_without_the_fix_proves_nothing_and_is_left_out()
    {
        WriteTest("tests/__init__.py", "");
        WriteTest("tests/test_first.py", TestOfNothing);
        using var model = ChatServer.Replying(Replies.Good + NewFile("tests/test_nothing.py", TestOfNothing));

        var result = await HealAsync("--verify", Unittest, "--model", $"openai:{model.Url}#test");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((string?)result.Run["states"]!["Verify"]!["dropped"]![0]).ShouldBe("tests/test_nothing.py");
        orders.Git("diff", "--name-only", "main", (string)result.Run["branch"]!).ShouldBe("orders/carts.py");
        ((string?)result.Run["diff"]).ShouldNotBeNull().ShouldNotContain("test_nothing");
        result.Error.ShouldNotContain("+class NothingTest");
        result.Error.ShouldContain("they prove nothing and were left out: `tests/test_nothing.py`");
    }

    [Fact]
    public async Task A_change_of_tests_alone_is_sent_back_without_a_run()
    {
        const string cause = "ROOT CAUSE: a test is missing\nCONFIDENCE: 0.9\n";
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? cause + NewFile("tests/test_sweep.py", SweepTest) : Replies.Good)));

        var result = await HealAsync("--verify", "true", "--model", $"openai:{model.Url}#test");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        Replies.TextOf(model.Questions[1]["messages"]!.AsArray()[^1]!).ShouldContain("The change is of test files alone (tests/test_sweep.py): it mends nothing.");
    }

    [Fact]
    public async Task A_secret_that_the_tests_print_is_neither_shown_nor_stored_nor_sent()
    {
        var token = "ghp_" + new string('a', 10) + "B1c2D3e4F5g6H7i8J9k0L1m2n3";
        using var model = ChatServer.Replying(BadReply);

        var result = await HealAsync("--verify", $"printf '\\033[31mtoken gh'; printf 'p_{token[4..]}\\033[0m\\n'; exit 1", "--model", $"openai:{model.Url}#test");

        var output = (string?)result.Run["states"]!["Verify"]!["after"]!["output"];
        output.ShouldBe("token [redacted:github-token]\n");
        model.Questions.Count.ShouldBe(3);
        foreach (var text in (string[])[result.Output, result.Error, .. model.Questions.Select(question => question.ToJsonString())])
            text.ShouldNotContain(token);
        Directory.EnumerateFiles(selfheal.Home, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(token, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_stopped_and_the_fix_refused()
    {
        var result = await HealAsync("--verify", "grep -q list orders/carts.py && sleep 100; exit 1", "--verify-timeout", "1");

        result.ExitCode.ShouldBe(ExitCode.NoAcceptableFix, result.Output + result.Error);
        ((string?)result.Run["states"]!["Verify"]!["after"]!["outcome"]).ShouldBe("timedOut");
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldContain("does not end with the change (stopped after 1 s)");
    }

    [Fact]
    public async Task A_command_that_does_not_start_is_no_fault_of_the_fix()
    {
        var result = await HealAsync("--verify", "no-such-runner --all");

        result.ExitCode.ShouldBe(ExitCode.Unexpected, result.Output + result.Error);
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldStartWith("The test command does not start (exit code 127):");
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldContain("no-such-runner");
    }

    [Fact]
    public async Task Without_a_command_one_is_proposed_and_none_is_run()
    {
        WriteTest("tests/test_carts.py", "import unittest\nraise SystemExit('ran')\n");

        var result = await HealAsync();

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        ((string?)result.Run["states"]!["FetchCode"]!["testCommand"]!["command"]).ShouldBe("python3 -m unittest discover -s tests");
        const string line = "not run: no test command is set; try `--verify \"python3 -m unittest discover -s tests\"`";
        Unwrapped(result.Error).ShouldContain($"Tests: {line}");
        ((string?)result.Run["pullRequestText"]).ShouldNotBeNull().ShouldContain($"- tests: {line}");
        ((string?)result.Run["states"]!["Verify"]!["outcome"]).ShouldBe("notRun");
    }

    [Theory]
    [InlineData("--verify is empty", "--verify", " ")]
    [InlineData("--verify-timeout is from 1 to 3600 seconds, not 0", "--verify", "true", "--verify-timeout", "0")]
    [InlineData("--verify-timeout is from 1 to 3600 seconds, not 9999", "--verify", "true", "--verify-timeout", "9999")]
    [InlineData("--verify-memory is at least 16 MB, not 1", "--verify", "true", "--verify-memory", "1")]
    public async Task Options_that_cannot_be_are_named(string message, params string[] options)
    {
        var result = await HealAsync(options);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain(message);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
    }

    static string NewFile(string path, string text) => $"\n\n{path}\n<<<<<<< SEARCH\n=======\n{text}>>>>>>> REPLACE\n";

    static string Progress(SelfHeal.Result result) =>
        result.Error.Split('\n').Where(line => line.StartsWith("  Verify ", StringComparison.Ordinal)).ShouldHaveSingleItem();

    void WriteTest(string path, string text)
    {
        orders.Write(path, text);
        orders.Commit($"Add {path}");
    }

    Task<SelfHeal.Result> HealAsync(params string[] options) =>
        selfheal.RunAsync([.. (string[])["heal", "--log", Log, "--repo", orders.Path, "--approve", "auto", "--json"], .. options]);

    static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
