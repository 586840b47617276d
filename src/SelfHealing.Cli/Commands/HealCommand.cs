using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal heal</c>: every distinct crash of a log, from its trace to a branch with the fix.</summary>
static class HealCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var log = new Option<string>("--log") { Description = "The log file to read; - for standard input.", Required = true, HelpName = "FILE" };
        var repository = new Option<string>("--repo") { Description = "A folder inside the service's git repository, or a git URL.", Required = true, HelpName = "REPO" };
        var branch = new Option<string?>("--branch") { Description = "The branch, tag or commit that was running. Default: what is checked out, or the URL's default branch.", HelpName = "NAME" };
        var root = new Option<string?>("--root") { Description = "The service's folder in the repository. Default: the folder that --repo names.", HelpName = "FOLDER" };
        var model = new ModelOptions();
        var approve = new Option<string>("--approve") { Description = "ask: a person decides. auto: go on without asking.", DefaultValueFactory = _ => "ask" };
        approve.AcceptOnlyFromAmong("ask", "auto");
        var verify = new VerifyOptions();
        var pullRequest = new PullRequestOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON document with every state's result on standard output." };
        var command = new Command("heal", "Heal the crashes of a log: find the cause, make a fix, ask, commit it on a branch.") { log, repository, branch, root, approve, json };
        model.AddTo(command);
        verify.AddTo(command);
        pullRequest.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            new Request(
                parsed.GetRequiredValue(log), parsed.GetRequiredValue(repository), parsed.GetValue(branch), parsed.GetValue(root) ?? "",
                parsed.GetRequiredValue(approve) == "auto", parsed.GetValue(json),
                models => model.Models(models, parsed),
                service => pullRequest.ApplyTo(verify.ApplyTo(model.ApplyTo(service, parsed), parsed), parsed)),
            cancellation));
        return command;
    }

    sealed record Request(
        string Log, string Repository, string? Branch, string Root, bool Auto, bool Json,
        Func<IChatModels, IChatModels> Models, Func<ServiceSettings, ServiceSettings> Settings);

    static async Task<int> RunAsync(Surroundings surroundings, Request request, CancellationToken cancellation)
    {
        var people = new PeopleConsole(surroundings, request.Json);
        using var host = new LocalHost(
            LocalHome.Of(surroundings.Environment), surroundings, people.Progress, people.Writer, cancellation,
            ports => ports with { Models = request.Models(ports.Models) });
        var service = request.Settings(await ServiceAsync(host, request, cancellation));

        var log = LogFile.Read(request.Log, surroundings.Input).Redacted(surroundings.Redactor);
        people.ReadLog(log);
        var interrupted = new InterruptedRuns(host, people);
        await interrupted.ReadAsync(cancellation);
        // All are stored before the first one begins, so that no crash is lost with the process.
        var runs = new List<(Finding Found, Func<Task<Snapshot>> Go)>();
        foreach (var found in log.Findings)
            runs.Add((found, await interrupted.TakeOverAsync(Input(service, found, request.Auto), cancellation)));
        interrupted.SayWhatIsLeft();

        var snapshots = new List<Snapshot>();
        var front = new RunInFront(host, people, surroundings);
        foreach (var (found, go) in runs)
        {
            people.Heading(found.Title);
            snapshots.Add(await front.GoAsync(go, request.Auto, cancellation));
        }

        var exitCode = Outcome.Of(snapshots.Select(snapshot => RunStatus.ExitCodeOf(RunStatus.Of(snapshot))));
        if (request.Json)
            await RunDocument.PrintAsync(surroundings.Output, host, snapshots, exitCode, cancellation);
        return (int)exitCode;
    }

    static JsonObject Input(ServiceSettings service, Finding found, bool auto)
    {
        var input = new JsonObject
        {
            ["service"] = JsonSerializer.SerializeToNode(service, StepJson.Default.ServiceSettings),
            ["source"] = found.Source,
            ["log"] = found.Text,
            ["fingerprint"] = found.Fingerprint,
        };
        if (auto)
            input["approve"] = "auto";
        return input;
    }

    // The service's identity is the repository's own: two checkouts of the same path at different times are two services.
    static async Task<ServiceSettings> ServiceAsync(LocalHost host, Request request, CancellationToken cancellation)
    {
        try
        {
            var repository = RepositoryCode.Place(request.Repository);
            var identity = await host.Repositories.IdentifyAsync(repository, cancellation);
            return new ServiceSettings(identity, repository, request.Branch, request.Root, ModelChoice.Patterns, Verify: null);
        }
        catch (RepositoryNotUsableException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
