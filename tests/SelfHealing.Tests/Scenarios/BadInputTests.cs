using System.Text;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>Whatever comes in: one clear line and the right exit code, never a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly SelfHeal selfheal = new();
    readonly GitFolder orders = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly TemporaryFolder folder = new();

    static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    [Fact]
    public Task A_missing_log() => Ends(ExitCode.WrongUsage, "cannot be read", Heal(folder.Combine("none.log")));

    [Fact]
    public Task A_folder_for_a_log() => Ends(ExitCode.WrongUsage, "cannot be read", Heal(folder));

    [Fact]
    public Task An_empty_log() => Ends(ExitCode.NothingToHeal, "no crash", Heal(folder.Write("empty.log", "")));

    [Fact]
    public Task A_log_without_a_crash() =>
        Ends(ExitCode.NothingToHeal, "no crash", Heal(folder.Write("calm.log", "2026-03-02 INFO started\n2026-03-02 INFO no Exception today\n")));

    [Fact]
    public async Task A_hundred_megabytes_of_noise_before_the_crash()
    {
        var log = folder.Combine("noise.log");
        using (var writer = new StreamWriter(log))
        {
            var line = "2026-03-02 07:00:00,000 INFO [orders.http] GET /carts/c-1001 200 17ms " + new string('x', 30);
            for (var written = 0; written < 100_000_000; written += line.Length + 1)
                writer.WriteLine(line);
            writer.Write(File.ReadAllText(Log));
        }

        await Ends(ExitCode.Healed, "Healed", Heal(log));
    }

    [Fact]
    public async Task A_megabyte_line_and_invalid_utf8_around_the_crash()
    {
        var log = folder.Combine("odd.log");
        byte[] invalid = [0xFF, 0xFE, 0x00, 0xC3, 0x28, (byte)'\n'];
        byte[] halfOfACharacter = [0xF0, 0x9F];
        File.WriteAllBytes(log, [.. invalid, .. Encoding.UTF8.GetBytes(new string('(', 1_000_000) + "\n"), .. File.ReadAllBytes(Log), .. halfOfACharacter]);

        await Ends(ExitCode.Healed, "Healed", Heal(log));
    }

    [Fact]
    public Task A_repository_that_is_not_there() => Ends(ExitCode.WrongUsage, "does not exist", Heal(Log, folder.Combine("none")));

    [Fact]
    public Task A_folder_that_is_no_repository() => Ends(ExitCode.WrongUsage, "is not in a git repository", Heal(Log, folder));

    [Fact]
    public async Task A_repository_without_a_commit()
    {
        using var empty = GitFolder.Empty();
        await Ends(ExitCode.WrongUsage, "has no commit yet", Heal(Log, empty.Path));
    }

    [Fact]
    public async Task A_repository_of_another_service()
    {
        using var other = GitFolder.With(("billing/main.py", "print(1)\n"));
        await Ends(ExitCode.NoAcceptableFix, "frames of the crash is in", Heal(Log, other.Path));
    }

    [Fact]
    public Task A_branch_that_is_not_there() => Ends(ExitCode.Unexpected, "no branch, tag or commit nowhere", Heal(Log, orders.Path, "--branch", "nowhere"));

    [Fact]
    public Task A_server_that_is_down() =>
        Ends(ExitCode.Unexpected, "cannot be reached", Heal(Log, $"http://127.0.0.1:{LoopbackServer.FreePort()}/orders.git"));

    [Theory]
    [InlineData("gpt")]
    [InlineData("openai:")]
    [InlineData("openai:http://localhost")]
    [InlineData("openai:ftp://localhost#x")]
    public Task A_model_that_is_none(string model) => Ends(ExitCode.WrongUsage, "openai:BASE_URL#NAME", Heal(Log, orders.Path, "--model", model));

    [Theory]
    [InlineData("heal")]
    [InlineData("heal", "--log", "x")]
    [InlineData("heal", "--log", "x", "--repo", "y", "--approve", "maybe")]
    [InlineData("nonsense")]
    [InlineData("parse")]
    [InlineData("reject", "x")]
    public async Task A_command_line_that_is_wrong(params string[] arguments) =>
        (await selfheal.RunAsync(arguments)).ExitCode.ShouldBe(ExitCode.WrongUsage);

    [Fact]
    public async Task Help_names_the_exit_codes_and_succeeds()
    {
        var help = await selfheal.RunAsync("--help");

        ((int)help.ExitCode).ShouldBe(0);
        foreach (var code in (string[])["0  healed", "1  unexpected", "2  wrong usage", "3  nothing to heal", "4  no acceptable fix", "5  waiting for approval"])
            help.Output.ShouldContain(code);
    }

    [Fact]
    public async Task A_home_that_cannot_be_written()
    {
        using var other = new SelfHeal();
        File.WriteAllText(Path.Combine(other.Home, "selfheal.db"), new string('x', 5000));

        var result = await other.RunAsync("heal", "--log", Log, "--repo", orders.Path);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Error.ShouldContain("cannot be used");
    }

    public void Dispose()
    {
        orders.Dispose();
        selfheal.Dispose();
        folder.Dispose();
    }

    string[] Heal(string log, string? repository = null, params string[] more) =>
        ["heal", "--log", log, "--repo", repository ?? orders.Path, "--approve", "auto", .. more];

    async Task Ends(ExitCode code, string message, string[] arguments)
    {
        var result = await selfheal.RunAsync(arguments);

        result.ExitCode.ShouldBe(code, result.Output + result.Error);
        (result.Output + result.Error).ShouldContain(message);
        (result.Output + result.Error).ShouldNotContain("   at ");
    }
}
