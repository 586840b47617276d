using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Aws;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;

namespace SelfHealing.Cli.Commands.Configure;

/// <summary>All services in one JSON file, an object with a property for each. Secrets are never in it.</summary>
static class ServiceFile
{
    public static async Task<int> WriteAsync(ParameterSet stored, string target, Surroundings surroundings, PeopleConsole people, CancellationToken cancellation)
    {
        var document = new JsonObject();
        foreach (var name in stored.ServiceNames)
            document[name] = Parse(stored.DocumentOf(name)!, $"The parameter {stored.Prefix}/{ParameterSet.NameOf(name)}");
        var text = JsonPrinting.Text(document) + "\n";
        if (target == "-")
            await surroundings.Output.WriteAsync(text.AsMemory(), cancellation);
        else
            await WriteAsync(target, text, cancellation);
        var secrets = stored.Names.Where(name => !ParameterSet.IsService(name)).ToList();
        people.Line($"{document.Count} {(document.Count == 1 ? "service" : "services")} exported.{(secrets.Count > 0 ? $" Not in it, and to be set again elsewhere: {string.Join(", ", secrets)}." : "")}");
        return 0;
    }

    /// <exception cref="UsageException">The file cannot be read, or is not what was exported.</exception>
    public static async Task<ParameterSet> ReadAsync(string source, ParameterSet stored, TextReader standardInput, CancellationToken cancellation)
    {
        var text = await NamedText.ReadAsync(source, source, standardInput, cancellation);
        if (Parse(text, source) is not JsonObject services)
            throw new UsageException($"{source} is no JSON object with a property for each service.");
        var draft = stored;
        foreach (var (name, service) in services)
            draft = draft.With(ParameterSet.NameOf(name), service is null ? "null" : JsonPrinting.Text(service));
        return draft;
    }

    static async Task WriteAsync(string path, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {problem.Message}");
        }
    }

    static JsonNode? Parse(string text, string name)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException problem)
        {
            throw new UsageException($"{name} is no JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine + 1}.");
        }
    }
}
