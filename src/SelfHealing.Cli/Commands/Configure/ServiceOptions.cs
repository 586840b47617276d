using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;

namespace SelfHealing.Cli.Commands.Configure;

/// <summary>The options of <c>selfheal configure</c> that set a service. What neither an option nor an answer gives stays as it is.</summary>
sealed class ServiceOptions
{
    // The patterns where they are certain, else Bedrock's default model.
    const string DefaultModel = "auto:bedrock:";

    readonly Option<string?> service = new("--service") { Description = "The service to set: letters, digits, dots, hyphens and underscores.", HelpName = "NAME" };
    readonly Option<string?> repository = new("--repo") { Description = "Its git URL: https://, ssh:// or git@.", HelpName = "URL" };
    readonly Option<string[]> logGroup = new("--log-group") { Description = "A log group that it writes to; may be repeated.", HelpName = "NAME" };
    readonly Option<string?> branch = new("--branch") { Description = "What is running when the log does not say. Default: the default branch.", HelpName = "NAME" };
    readonly Option<string?> root = new("--root") { Description = "Its folder in the repository. Default: the whole repository.", HelpName = "FOLDER" };
    readonly Option<string?> model = new("--model") { Description = "Who makes the fixes: patterns, bedrock:MODEL, openai:URL#NAME, or auto: and one of these. Default: patterns.", HelpName = "MODEL" };
    readonly Option<string[]> reviewer = new("--reviewer") { Description = "Who reviews files without a code owner, USER or ORG/TEAM; may be repeated.", HelpName = "NAME" };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[service, repository, logGroup, branch, root, model, reviewer])
            command.Options.Add(option);
    }

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(service) is not null;

    /// <summary>The service that is meant; null for none.</summary>
    /// <exception cref="UsageException">An option sets a service that has no name.</exception>
    public string? NameOf(ParseResult parsed, ParameterSet stored, Questions? asking)
    {
        if (parsed.GetValue(service) is { } named)
            return named;
        if (asking is not null)
        {
            var known = string.Join(", ", stored.ServiceNames);
            return asking.Ask($"Service, a new name{(known.Length > 0 ? $" or one of {known}" : "")}; empty for none", "") is { Length: > 0 } answer ? answer : null;
        }
        if (new Option[] { repository, logGroup, branch, root, model, reviewer }.Any(option => parsed.GetResult(option) is not null))
            throw new UsageException("Say which service is meant: add --service NAME.");
        return null;
    }

    /// <summary>The service's document with all that is set anew.</summary>
    /// <exception cref="UsageException">The stored one cannot be read, so that it cannot be changed.</exception>
    public string Document(ParseResult parsed, string name, ParameterSet stored, Questions? asking)
    {
        var document = Stored(name, stored);
        var isNew = document.Count == 0;
        Set("repository", parsed.GetValue(repository), "Repository, a git URL", "");
        SetList("logGroups", parsed.GetValue(logGroup), "Log groups, with commas between them", isNew ? $"/aws/lambda/{name}" : "");
        Set("branch", parsed.GetValue(branch), "Branch that is running, empty for the default branch", "");
        Set("root", parsed.GetValue(root), "Folder in the repository, empty for the whole of it", "");
        Set("model", parsed.GetValue(model), "Model: patterns, bedrock:MODEL, openai:URL#NAME, or auto: and one of these", isNew ? DefaultModel : "patterns");
        SetList("reviewers", parsed.GetValue(reviewer), "Reviewers of files without a code owner, with commas between them", "");
        return JsonPrinting.Text(document);

        void Set(string property, string? given, string question, string byDefault)
        {
            var known = document[property] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
            if ((given ?? asking?.Ask(question, known ?? byDefault)) is { Length: > 0 } answer)
                document[property] = answer;
        }

        void SetList(string property, string[]? given, string question, string byDefault)
        {
            var known = document[property] is JsonArray array ? string.Join(',', array.Select(item => item?.ToString())) : null;
            var answers = given is { Length: > 0 } ? given
                : asking?.Ask(question, known ?? byDefault).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (answers.Length > 0)
                document[property] = new JsonArray([.. answers.Select(answer => (JsonNode?)answer)]);
        }
    }

    static JsonObject Stored(string name, ParameterSet stored)
    {
        try
        {
            return stored.DocumentOf(name) is { } text ? JsonNode.Parse(text) as JsonObject ?? throw new JsonException() : [];
        }
        catch (JsonException)
        {
            throw new UsageException($"The parameter {stored.Prefix}/{ParameterSet.NameOf(name)} is no JSON object. Remove it first: selfheal remove {ParameterSet.NameOf(name)}");
        }
    }
}
