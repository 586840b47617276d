using System.CommandLine;
using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Crashes;
using SelfHealing.Issues;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal prompt</c>: what a model would be sent for the crashes of a log, to the letter. Nothing is sent.</summary>
static class PromptCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var log = new Option<string>("--log") { Description = "The log file to read; - for standard input.", Required = true, HelpName = "FILE" };
        var repository = new Option<string>("--repo") { Description = "A folder inside the service's git repository, or a git URL.", Required = true, HelpName = "REPO" };
        var budget = new Option<int>("--budget")
        {
            Description = "How many tokens the messages may have.",
            HelpName = "TOKENS",
            DefaultValueFactory = _ => Prompt.DefaultBudget,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("prompt", "Print what a model would be sent for the crashes of a log. Nothing is sent.") { log, repository, budget, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings, parsed.GetRequiredValue(log), parsed.GetRequiredValue(repository), parsed.GetValue(budget), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string path, string repository, int budget, bool json, CancellationToken cancellation)
    {
        if (budget < Prompt.SmallestBudget)
            throw new UsageException($"--budget is {budget} tokens; less than {Prompt.SmallestBudget} leaves no room for code.");
        var log = LogFile.Read(path, surroundings.Input).Redacted(surroundings.Redactor);
        var crashes = log.Reading.Crashes.DistinctBy(crash => crash.Fingerprint).ToList();
        if (crashes.Count == 0)
            await surroundings.Error.WriteLineAsync($"There is no crash in {log.Name}.".AsMemory(), cancellation);
        var people = new PeopleConsole(surroundings, json);
        using var host = new LocalHost(LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation);
        var prompts = new JsonArray();
        foreach (var crash in crashes)
        {
            var running = await RepositoryCode.FetchAsync(host.Repositories, repository, crash, cancellation);
            var tree = running.Fetched.Tree;
            var frames = FrameMapper.Map(crash, tree);
            if (WhyNothingIsSent(crash, frames) is { } reason)
            {
                await surroundings.Error.WriteLineAsync($"{crash.ExceptionType}: nothing would be sent: {PlainText.OneLine(reason)}".AsMemory(), cancellation);
                continue;
            }
            var service = await host.Repositories.IdentifyAsync(RepositoryCode.Place(repository), cancellation);
            var issue = await host.Issues.FindAsync(new IssueKey(service, crash.Fingerprint), cancellation);
            var first = new Attempt(1, []);
            var earlier = await EarlierWork.LoadAsync(host.Artifacts, first, issue?.Attempts ?? [], cancellation);
            var prompt = Prompt.For(crash, frames, tree, first, surroundings.Redactor, budget, earlier);
            prompts.Add((JsonNode)PromptDocument.Json(crash, running, prompt, budget));
            if (!json)
                await surroundings.Output.WriteLineAsync(PromptDocument.Text(crash, running, prompt, budget).AsMemory(), cancellation);
        }
        var exitCode = prompts.Count > 0 ? ExitCode.Healed : ExitCode.NothingToHeal;
        if (json)
        {
            var document = new JsonObject { ["exitCode"] = (int)exitCode, ["prompts"] = prompts };
            await surroundings.Output.WriteLineAsync(JsonPrinting.Text(document).AsMemory(), cancellation);
        }
        return (int)exitCode;
    }

    static string? WhyNothingIsSent(Crash crash, IReadOnlyList<MappedFrame> frames) =>
        crash.Signal is { } signal ? signal.Reason
        : frames.Count == 0 ? "none of its frames is in the repository."
        : null;
}
