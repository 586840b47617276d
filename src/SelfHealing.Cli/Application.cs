using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.Commands.Configure;
using SelfHealing.Cli.Hosting;
using SelfHealing.Steps;

namespace SelfHealing.Cli;

/// <summary>The command line as a function, so that tests run what people run.</summary>
static class Application
{
    /// <summary>The version of Directory.Build.props, and the commit that it was built from where that is known.</summary>
    public static string Version { get; } =
        typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken cancellation)
    {
        var root = new RootCommand(
            """
            Reads a crash from a log and makes a branch with the fix.

            Examples:
              selfheal heal --log crash.log --repo .
              selfheal heal --log crash.log --repo . --model openai:http://localhost:11434/v1#qwen3 --approve auto
              selfheal heal --log crash.log --repo . --verify "python3 -m pytest -q"
              kubectl logs deploy/orders | selfheal parse - --json
              selfheal prompt --log crash.log --repo .
              selfheal approve ID
              selfheal resume
              selfheal serve
              selfheal doctor

            `selfheal help COMMAND` has the examples, exit codes and environment variables of each command.

            Exit codes:
              0  healed
              1  unexpected: something broke; the message says what
              2  wrong usage
              3  nothing to heal: no crash, a duplicate, or not a fault of the code
              4  no acceptable fix: abstained, invalid, rejected or expired
              5  waiting for approval

            Runs are kept in SELFHEAL_HOME, by default ~/.local/share/selfheal.
            """)
        {
            HealCommand.Create(surroundings),
            WatchCommand.Create(surroundings),
            ParseCommand.Create(surroundings),
            PromptCommand.Create(surroundings),
            CheckCommand.Create(surroundings),
            ApplyCommand.Create(surroundings),
            RunsCommand.Create(surroundings),
            ShowCommand.Create(surroundings),
            ResumeCommand.Create(surroundings),
            DecideCommands.CreateApprove(surroundings),
            DecideCommands.CreateReject(surroundings),
            OutcomesCommand.Create(surroundings),
            StatsCommand.Create(surroundings),
            ServeCommand.Create(surroundings),
            CompletionCommand.Create(surroundings),
            ConfigureCommand.Create(surroundings),
            WatchLogGroupCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            ResetCommand.Create(surroundings),
            RemoveCommand.Create(surroundings),
        };
        root.Subcommands.Add(Manual.CreateHelpCommand(root, surroundings));
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(surroundings);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new Manual((HelpAction)help.Action!);
        foreach (var alias in (string[])["-?", "/?", "/h"])
            help.Aliases.Remove(alias);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await surroundings.Error.WriteLineAsync($"selfheal: {error.Message}");
            await surroundings.Error.WriteLineAsync($"Try `selfheal {parsed.CommandResult.Command.Name} --help`.");
            return (int)ExitCode.WrongUsage;
        }
        try
        {
            var invocation = new InvocationConfiguration { Output = surroundings.Output, Error = surroundings.Error, EnableDefaultExceptionHandler = false };
            // A watch finishes what it has begun, however long that takes.
            if (parsed.CommandResult.Command.Name == WatchCommand.Name)
                invocation.ProcessTerminationTimeout = null;
            return await parsed.InvokeAsync(invocation, cancellation);
        }
        catch (UsageException problem)
        {
            await surroundings.Error.WriteLineAsync($"selfheal: {PlainText.OneLine(problem.Message, 2000)}");
            return (int)ExitCode.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            await surroundings.Error.WriteLineAsync("selfheal: stopped.");
            return (int)ExitCode.Unexpected;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            await surroundings.Error.WriteLineAsync($"selfheal: {PlainText.OneLine(problem.Message, 2000)}");
            return (int)ExitCode.Unexpected;
        }
    }
}
