using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Runs whose conversation is kept as files, and runs that are answered from them.</summary>
public sealed class RecordAndReplayTests : IDisposable
{
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly TemporaryFolder folder = new();

    string Recordings => folder.Combine("recordings");

    [Fact]
    public async Task A_recorded_run_is_replayed_without_its_server()
    {
        var recorded = await RecordAsync();

        var replayed = await HealAsync("openai:http://127.0.0.1:9/v1#gone", "--replay", Recordings);

        replayed.ExitCode.ShouldBe(ExitCode.Healed, replayed.Output + replayed.Error);
        ((string?)replayed.Run["diff"]).ShouldBe((string?)recorded.Run["diff"]);
        replayed.Run["states"]!["Generate"]!["usage"]!.ToJsonString().ShouldBe(recorded.Run["states"]!["Generate"]!["usage"]!.ToJsonString());
    }

    [Fact]
    public async Task Each_exchange_is_a_numbered_file_that_people_can_read()
    {
        await RecordAsync();

        var files = Directory.GetFiles(Recordings).Order(StringComparer.Ordinal).ToList();
        files.Select(file => Path.GetFileName(file)[..5]).ShouldBe(["0001-", "0002-"]);
        var text = await File.ReadAllTextAsync(files[1], TestContext.Current.CancellationToken);
        var exchange = JsonNode.Parse(text)!;
        ((string?)exchange["reply"]).ShouldBe(Replies.Good);
        ((string)exchange["prompt"]!).ShouldStartWith(Path.GetFileNameWithoutExtension(files[1])[5..]);
        exchange["messages"]!.AsArray().Select(message => (string?)message!["role"]).ShouldBe(["system", "user", "assistant", "user"]);
        text.ShouldContain("\"inputTokens\": 100");
        text.ShouldNotContain("\\u0027");
    }

    [Fact]
    public async Task The_same_question_asked_again_gets_the_answers_in_their_order()
    {
        string[] replies = [Replies.Good, Replies.Tuple, Replies.Tuple];
        using var model = new ChatServer(call => (200, ChatServer.Completion(replies[call])));
        await HealAsync($"openai:{model.Url}#test", "--record", Recordings, "--candidates", "3");

        var replayed = await HealAsync("openai:http://127.0.0.1:9/v1#gone", "--replay", Recordings, "--candidates", "3");

        ((string?)replayed.Run["diff"]).ShouldNotBeNull().ShouldContain("in tuple(");
    }

    [Fact]
    public async Task A_prompt_without_a_recorded_reply_fails_at_once_with_one_line()
    {
        Directory.CreateDirectory(Recordings);

        var result = await HealAsync("openai:http://127.0.0.1:9/v1#gone", "--replay", Recordings);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        ((string?)result.Run["reason"]).ShouldNotBeNull().ShouldMatch(@"has no reply to this prompt \(hash [0-9a-f]{12}\)\. Record it with --record\.$");
        result.Error.ShouldNotContain("trying again");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("null")]
    public async Task A_file_that_is_no_recording_is_named(string content)
    {
        folder.Write("recordings/0001-x.json", content);

        var result = await HealAsync("openai:http://127.0.0.1:9/v1#gone", "--replay", Recordings);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("0001-x.json");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused_before_a_model_is_asked()
    {
        using var model = ChatServer.Replying(Replies.Good);

        var result = await HealAsync($"openai:{model.Url}#test", "--record", Path.Combine(folder.Write("file", ""), "recordings"));

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("cannot be written to");
        model.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recording_needs_a_model_and_excludes_replaying()
    {
        (await HealAsync("patterns", "--record", Recordings)).ExitCode.ShouldBe(ExitCode.WrongUsage);
        (await HealAsync("openai:http://127.0.0.1:9/v1#x", "--record", Recordings, "--replay", Recordings)).ExitCode.ShouldBe(ExitCode.WrongUsage);
    }

    public void Dispose()
    {
        folder.Dispose();
        orders.Dispose();
    }

    async Task<SelfHeal.Result> RecordAsync()
    {
        using var model = new ChatServer(call => (200, ChatServer.Completion(call == 0 ? Replies.Broken : Replies.Good)));
        var recorded = await HealAsync($"openai:{model.Url}#test", "--record", Recordings);
        recorded.ExitCode.ShouldBe(ExitCode.Healed, recorded.Output + recorded.Error);
        return recorded;
    }

    // Each as on another machine: no history, a clone without the branch.
    async Task<SelfHeal.Result> HealAsync(string model, params string[] options)
    {
        using var selfheal = new SelfHeal();
        foreach (var branch in orders.Branches().Where(name => name != "main"))
            orders.Git("branch", "-q", "-D", branch);
        return await selfheal.RunAsync(["heal", "--log", Replies.Log, "--repo", orders.Path, "--model", model, "--approve", "auto", "--json", .. options]);
    }
}
