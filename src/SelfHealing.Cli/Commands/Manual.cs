using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands;

/// <summary>The help of a command: what its options are, examples, its exit codes where they are its own, and what it reads of the environment.</summary>
sealed class Manual(HelpAction options) : SynchronousCommandLineAction
{
    const string Home = "  SELFHEAL_HOME            where runs are kept; default ~/.local/share/selfheal\n";
    const string Git =
        """
          SELFHEAL_GITHUB_TOKEN    opens pull requests, and private repositories on GitHub (docs/github.md)
          SELFHEAL_GIT_TOKEN, SELFHEAL_SSH_KEY
                                   open other private repositories (docs/fetching-code.md)

        """;
    const string Model =
        """
          SELFHEAL_MODEL_KEY, OPENAI_API_KEY
                                   the key of a model's server
          SELFHEAL_MODEL_TIMEOUT   how many seconds a model's answer may take; default 300
          AWS_REGION, AWS_PROFILE  and the other variables of the AWS command line, for models on Bedrock

        """;
    const string Aws =
        """
          AWS_REGION, AWS_PROFILE  and the other variables of the AWS command line
          SELFHEAL_SETTINGS_PREFIX where the settings are in the Parameter Store; default /selfheal

        """;
    const string Redaction = "  SELFHEAL_REDACT_IPS      takes public IP addresses out of log text too\n";
    const string Mail =
        """
          SELFHEAL_SMTP, SELFHEAL_MAIL_FROM, SELFHEAL_MAIL_TO
                                   send the question whether to commit by mail (docs/approval.md)
          NO_COLOR                 no colours

        """;

    /// <summary>What stands below the options.</summary>
    static string Of(string command) => command switch
    {
        "heal" => Text(
            """
              selfheal heal --log crash.log --repo .
              kubectl logs deploy/orders | selfheal heal --log - --repo ~/src/orders
              selfheal heal --log test-output.txt --repo . --approve auto --json --sarif selfheal.sarif
              selfheal heal --log crash.log --repo . --verify "npm test" --model bedrock:eu.anthropic.claude-sonnet-5-5
            """,
            "  0 healed, 1 unexpected, 2 wrong usage, 3 nothing to heal, 4 no acceptable fix, 5 waiting for approval\n",
            Home + Git + Model + Redaction + Mail),
        "watch" => Text(
            """
              selfheal watch /var/log/orders/error.log --repo ~/src/orders
              selfheal watch app.log worker.log --repo . --from-start --approve auto --parallel 2
              selfheal watch --command "npm start" --repo .
              kubectl logs -f deploy/orders | selfheal watch - --repo ~/src/orders --json
            """,
            "  0 stopped, or the input ended; 1 a run failed, or something broke; 2 wrong usage\n",
            Home + Git + Model + Redaction + Mail),
        "parse" => Text(
            "  selfheal parse app.log --json\n  pytest | selfheal parse -",
            "  0 a crash was found, 2 wrong usage, 3 none was\n",
            Redaction),
        "prompt" => Text("  selfheal prompt --log crash.log --repo .", "", Home + Git + Redaction),
        "check" => Text("  selfheal check src/*.py", "  0 no problem, 1 a problem, 2 wrong usage\n", ""),
        "apply" => Text("  selfheal apply --repo . --reply reply.txt", "", Home + Git),
        "runs" => Text("  selfheal runs --json", "", Home),
        "show" => Text("  selfheal show k3v9q2ma", "", Home),
        "approve" => Text("  selfheal approve k3v9q2ma", "  those of `selfheal heal`\n", Home + Git),
        "reject" => Text("  selfheal reject k3v9q2ma --reason \"The cache is meant to be empty here.\"", "  those of `selfheal heal`\n", Home),
        "outcomes" => Text("  selfheal outcomes", "", Home + Git),
        "stats" => Text("  selfheal stats --json", "", Home),
        "serve" => Text(
            "  selfheal serve\n  selfheal serve --port 0\n  SELFHEAL_APPROVAL_URL=https://heal.example.org/ selfheal serve",
            "",
            Home + Git + Model + Mail + "  SELFHEAL_APPROVAL_URL    where others reach the approval page, through a proxy of yours\n"),
        "configure" => Text(
            """
              selfheal configure
              selfheal configure --service orders --repo https://github.com/acme/orders --log-group /aws/lambda/orders --model auto:bedrock:
              selfheal configure --github-token token.txt
              selfheal configure --ssh-key deploy_key --known-hosts ~/.ssh/known_hosts --service orders
              selfheal configure --export services.json
            """,
            "  0 written; 1 a check failed or AWS says no, nothing is written; 2 wrong usage or a setting that cannot be\n",
            Aws + Model),
        "watch-log-group" => Text(
            """
              selfheal watch-log-group add /aws/lambda/orders
              selfheal watch-log-group remove /aws/lambda/orders
              selfheal watch-log-group list
            """,
            "  0 done, 1 AWS says no or another subscription is in the way, 2 wrong usage or a log group that must not be watched\n",
            Aws),
        "doctor" => Text(
            """
              selfheal doctor
              selfheal doctor --repo https://github.com/acme/orders --model bedrock:
              selfheal doctor --aws --json
            """,
            "  0 nothing that is needed is missing, 1 something is, 2 wrong usage\n",
            Home + Git + Model + Aws),
        "reset" => Text(
            """
              selfheal reset --fingerprint 3c432d910db99f7e
              selfheal reset --service orders --table selfheal-Issues-ABC123
              selfheal reset --all --yes
            """,
            "  0 forgotten, or there was nothing; 1 the store says no, or something was left; 2 wrong usage, or not confirmed\n",
            Home + Aws),
        "remove" => Text(
            """
              selfheal remove services/orders
              selfheal remove github/token --yes
              selfheal remove --all
            """,
            "  0 removed, or there was nothing; 1 the Parameter Store says no, or has no such parameter; 2 wrong usage, or not confirmed\n",
            Aws),
        "resume" => Text("  selfheal resume\n  selfheal resume k3v9q2ma --json", "  those of `selfheal heal`; 3 when no run is interrupted\n", Home + Git + Model + Mail),
        "completion" => Text(
            """
              source <(selfheal completion bash)
              selfheal completion zsh > "${fpath[1]}/_selfheal"
              selfheal completion fish > ~/.config/fish/completions/selfheal.fish
            """, "", ""),
        _ => "",
    };

    /// <summary><c>selfheal help COMMAND</c>.</summary>
    public static Command CreateHelpCommand(RootCommand root, Surroundings surroundings)
    {
        var topic = new Argument<string?>("COMMAND") { Description = "The command.", Arity = ArgumentArity.ZeroOrOne };
        topic.CompletionSources.Add(_ => root.Subcommands.Select(command => new System.CommandLine.Completions.CompletionItem(command.Name)));
        var help = new Command("help", "Show how a command is used.") { topic };
        help.SetAction((parsed, cancellation) =>
        {
            var name = parsed.GetValue(topic);
            if (name is not null && root.Subcommands.All(command => command.Name != name))
                throw new UsageException($"There is no command {name}. `selfheal help` lists them.");
            return root.Parse(name is null ? ["--help"] : [name, "--help"])
                .InvokeAsync(new InvocationConfiguration { Output = surroundings.Output, Error = surroundings.Error }, cancellation);
        });
        return help;
    }

    /// <summary>What is missing on the line is no reason to withhold the help.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var shown = options.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write(Of(PathOf(parseResult.CommandResult)));
        return shown;
    }

    // A command of a command is another one than that of the same name.
    static string PathOf(CommandResult command) =>
        command.Parent is CommandResult { Parent: not null } parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;

    static string Text(string examples, string exitCodes, string environment) =>
        $"Examples:\n{examples.TrimEnd()}\n"
        + (exitCodes.Length > 0 ? $"\nExit codes:\n{exitCodes}" : "")
        + (environment.Length > 0 ? $"\nEnvironment:\n{environment}" : "");
}
