using SelfHealing.Cli;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Scenarios;

/// <summary>What the command says of itself.</summary>
public sealed class HelpTests : IDisposable
{
    readonly SelfHeal selfheal = new();

    [Fact]
    public async Task The_version_is_that_of_the_build_and_names_the_commit()
    {
        var result = await selfheal.RunAsync("--version");

        result.ExitCode.ShouldBe(ExitCode.Healed);
        result.Output.ShouldMatch(@"^\d+\.\d+\.\d+(\+[0-9a-f]{40})?\s*$");
    }

    [Fact]
    public async Task Every_command_has_a_page_with_examples()
    {
        var help = await selfheal.RunAsync("help");
        var commands = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..].Split('\n')
            .Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line is [_, _, not ' ', ..])
            .Select(line => line.Trim().Split(' ')[0]).Where(name => name != "help").ToList();
        commands.ShouldContain("watch");

        foreach (var command in commands)
        {
            var page = await selfheal.RunAsync("help", command);
            page.ExitCode.ShouldBe(ExitCode.Healed);
            page.Output.ShouldContain($"Examples:\n  ", customMessage: command);
            page.Output.ShouldContain($"selfheal {command}", customMessage: command);
            (await selfheal.RunAsync(command, "--help")).Output.ShouldBe(page.Output);
        }
    }

    [Fact]
    public async Task Help_on_a_command_that_is_none_is_wrong_usage()
    {
        var result = await selfheal.RunAsync("help", "cure");

        result.ExitCode.ShouldBe(ExitCode.WrongUsage);
        result.Error.ShouldContain("There is no command cure");
    }

    [Theory]
    [InlineData("selfheal w", "watch")]
    [InlineData("selfheal heal --app", "--approve")]
    [InlineData("selfheal heal --approve ", "auto")]
    [InlineData("selfheal completion ", "zsh")]
    [InlineData("selfheal help st", "stats")]
    public async Task A_shell_is_told_how_a_line_may_go_on(string line, string word)
    {
        var result = await selfheal.RunAsync($"[suggest:{line.Length}]", line);

        result.Output.Split('\n').Select(one => one.Trim()).ShouldContain(word);
    }

    public void Dispose() => selfheal.Dispose();
}
