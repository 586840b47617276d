using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Secrets in logs and source are seen by nobody: not by the model, not on the screen, not in what is kept of the log.</summary>
public sealed class SecretTests : IDisposable
{
    // Put together here, so that no scanner takes this file for a leak.
    static readonly string Key = "AKIA" + "IOSFODNN7EXAMPLQ";
    static readonly string Token = "ghp_" + new string('a', 10) + "B1c2D3e4F5g6H7i8J9k0L1m2n3";

    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_secret_in_a_log_reaches_neither_the_screen_nor_the_home_folder()
    {
        var log = folder.Write("secret.log", File.ReadAllText(RepositoryRoot.Combine("samples/orders/crash.log"))
            .Replace("dictionary changed size", $"key {Key}: dictionary changed size", StringComparison.Ordinal));

        var healed = await selfheal.RunAsync("heal", "--log", log, "--repo", orders.Path, "--approve", "auto", "--json");
        var parsed = await selfheal.RunAsync("parse", log, "--json");

        foreach (var text in (string[])[healed.Output, healed.Error, parsed.Output, parsed.Error])
            text.ShouldNotContain(Key);
        parsed.Output.ShouldContain("[redacted:aws-access-key]");
        Directory.EnumerateFiles(selfheal.Home, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(Key, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_in_the_source_is_not_sent_to_the_model()
    {
        orders.Write("orders/carts.py", $"TOKEN = \"{Token}\"\n" + File.ReadAllText(Path.Combine(orders.Path, "orders/carts.py")));
        orders.Commit("A mistake");
        using var model = ChatServer.Replying("ABSTAIN: no");

        await selfheal.RunAsync("heal", "--log", RepositoryRoot.Combine("samples/orders/crash.log"), "--repo", orders.Path, "--model", $"openai:{model.Url}#test");

        var question = model.Questions.ShouldHaveSingleItem().ToJsonString();
        question.ShouldContain("CartStore");
        question.ShouldNotContain(Token);
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
        folder.Dispose();
    }
}
