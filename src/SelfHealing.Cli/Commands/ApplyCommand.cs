using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Git;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Ports;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.ValidateSyntax;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal apply</c>: what a model's raw reply would change, without a run and without changing anything.</summary>
static class ApplyCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var repository = new Option<string>("--repo") { Description = "A folder inside a git repository, or a git URL.", Required = true, HelpName = "REPO" };
        var reply = new Option<string>("--reply") { Description = "A file with the reply; - for standard input.", Required = true, HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document: applied, problems, notes, and each changed file's whole text." };
        var command = new Command("apply", "Show what a model's reply would change. Nothing is written. Exits 4 when it is refused.") { repository, reply, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings, parsed.GetRequiredValue(repository), parsed.GetRequiredValue(reply), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string repository, string reply, bool json, CancellationToken cancellation)
    {
        var repositories = new GitRepository(LocalHome.Of(surroundings.Environment).Scratch, RepositoryAccess.Of(surroundings).Git);
        var code = await RepositoryCode.FetchAsync(repositories, repository, cancellation);
        var text = await NamedText.ReadAsync(reply, $"The reply {reply}", surroundings.Input, cancellation);
        var validated = Validate(text, code);
        if (json)
        {
            await surroundings.Output.WriteLineAsync(JsonPrinting.Text(Document(validated)).AsMemory(), cancellation);
        }
        else
        {
            var people = new PeopleConsole(surroundings, json);
            foreach (var problem in validated.Problems)
                people.Line(problem);
            foreach (var note in validated.Notes)
                people.Line($"note: {note}");
            people.Diff(surroundings.Redactor.Redact(validated.Diff));
        }
        return (int)(validated.Problems.Count == 0 ? ExitCode.Healed : ExitCode.NoAcceptableFix);
    }

    static ValidatedEdits Validate(string reply, FetchedCode code)
    {
        try
        {
            return ReplyReader.Read(reply) switch
            {
                Fix fix => ValidatedEdits.Of(code.Tree, ShownCode.Restored(fix.Edits, code.Tree)),
                Abstention abstention => ValidatedEdits.Refused([$"The reply abstains: {abstention.Reason}"]),
                _ => throw new InvalidOperationException("A reply is a fix or an abstention."),
            };
        }
        catch (UnreadableReplyException unreadable)
        {
            return ValidatedEdits.Refused(unreadable.Problems);
        }
    }

    static JsonObject Document(ValidatedEdits validated) => new()
    {
        ["applied"] = validated.Problems.Count == 0,
        ["problems"] = JsonSerializer.SerializeToNode(validated.Problems, HostJson.Default.IReadOnlyListString),
        ["notes"] = JsonSerializer.SerializeToNode(validated.Notes, HostJson.Default.IReadOnlyListString),
        ["files"] = JsonSerializer.SerializeToNode(validated.Files, HostJson.Default.IReadOnlyDictionaryStringString),
    };
}
