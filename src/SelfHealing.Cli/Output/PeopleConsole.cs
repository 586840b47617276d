using System.Text.Json.Nodes;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;
using Spectre.Console;

namespace SelfHealing.Cli.Output;

/// <summary>What people read: standard output, or standard error when standard output carries JSON. Colours only on a terminal, and not with NO_COLOR or TERM=dumb.</summary>
sealed class PeopleConsole
{
    readonly IAnsiConsole console;

    public PeopleConsole(Surroundings surroundings, bool json)
    {
        Writer = json ? surroundings.Error : surroundings.Output;
        var plain = !surroundings.IsTerminal || surroundings.Environment("NO_COLOR") is { Length: > 0 } || surroundings.Environment("TERM") == "dumb";
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Writer),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        // Lines are not broken where nobody watches.
        if (plain)
            console.Profile.Width = 100_000;
        Progress = new Progress(console);
    }

    public TextWriter Writer { get; }

    public IAnsiConsole Console => console;

    public Progress Progress { get; }

    public void ReadLog(LogFile log)
    {
        if (!log.Findings.Any())
            Line($"There is no crash to heal in {log.Name}.");
        foreach (var crashes in log.Reading.Crashes.GroupBy(crash => crash.Fingerprint).Where(crashes => crashes.Count() > 1))
            Line($"{crashes.First().ExceptionType} occurs {crashes.Count()} times in {log.Name}; it is handled once.");
    }

    public void Heading(string title) => console.MarkupLine($"[bold]{Markup.Escape(PlainText.OneLine(title, 200))}[/]");

    /// <summary>Asks on the terminal; null when the answer is to decide later.</summary>
    public Approval? Ask(Surroundings surroundings)
    {
        for (; ; )
        {
            console.Markup("[bold]Commit this on a branch?[/] yes, no, or later: ");
            switch (surroundings.Input.ReadLine()?.Trim().ToLowerInvariant())
            {
                case "y" or "yes":
                    return Decision.Approve("", surroundings);
                case "n" or "no":
                    console.Markup("Why not? ");
                    return Decision.Reject(surroundings.Input.ReadLine()?.Trim() ?? "", surroundings);
                case "l" or "later" or null:
                    return null;
            }
        }
    }

    /// <summary>How the run ended, and what to do next.</summary>
    public async Task EndAsync(Snapshot snapshot, LocalHost host, CancellationToken cancellation)
    {
        var id = snapshot.Execution.Name;
        var status = RunStatus.Of(snapshot);
        var data = RunStatus.DataOf(snapshot);
        switch (status)
        {
            case RunStatus.Waiting:
                Line($"Run {id} waits for a decision: `selfheal approve {id}`, or `selfheal reject {id} --reason \"…\"`.");
                break;
            case RunStatus.Running:
                Line($"Run {id} is on its way in another process, or was interrupted: `selfheal runs` says which, `selfheal resume {id}` goes on with it.");
                break;
            case "healed":
                var fix = (string?)data?["pullRequest"]?["url"] is { } url ? $"pull request {url}" : $"branch {(string?)data?["pullRequest"]?["branch"]}";
                Line($"\nHealed: {fix} has the fix. `selfheal show {id}` prints the pull request's text.");
                break;
            default:
                if ((string?)data?["fix"]?["rootCause"] is { Length: > 0 } rootCause)
                    Line($"Root cause: {rootCause}");
                Line($"{status}: {RunStatus.ReasonOf(snapshot)}");
                break;
        }
    }

    /// <summary>The root cause and the diff.</summary>
    public async Task PrintFixAsync(JsonNode? data, LocalHost host, CancellationToken cancellation)
    {
        if ((string?)data?["fix"]?["rootCause"] is { Length: > 0 } rootCause)
            Line($"\nRoot cause: {rootCause}");
        if (await RunDocument.DiffAsync(data, host.Artifacts, cancellation) is not { } diff)
            return;
        console.WriteLine();
        Diff(diff);
        console.WriteLine();
    }

    /// <summary>A unified diff, in colours on a terminal.</summary>
    public void Diff(string diff)
    {
        foreach (var line in PlainText.Lines(diff).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colour = line switch
            {
                ['+', ..] => "green",
                ['-', ..] => "red",
                ['@', ..] => "aqua",
                _ => "default",
            };
            console.MarkupLine($"[{colour}]{Markup.Escape(line)}[/]");
        }
    }

    public void Line(string text) => console.WriteLine(PlainText.Lines(text));
}
