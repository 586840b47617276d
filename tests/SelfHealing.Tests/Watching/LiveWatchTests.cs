using SelfHealing.Cli.Watching;
using Spectre.Console;

namespace SelfHealing.Tests.Watching;

public sealed class LiveWatchTests
{
    [Fact]
    public async Task Whoever_reads_a_file_and_whoever_runs_may_tell_at_once()
    {
        using var screen = new StringWriter();
        var view = new LiveWatch(AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(screen) }), "app.log");

        await view.ShowAsync(() => Task.WhenAll(Enumerable.Range(0, 4).Select(teller => Task.Run(() =>
        {
            for (var line = 0; line < 200; line++)
                view.Tell($"teller {teller} line {line}", []);
        }))));

        screen.ToString().ShouldContain("line 199");
    }
}
