using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>What SNS does on AWS: tells who listens to a topic. Here these are the people where the run was started.</summary>
sealed class LocalTopics(TextWriter people, Redactor redactor)
{
    static readonly string[] Targets = ["TopicArn", "TargetArn", "PhoneNumber"];

    /// <param name="call">A Task state with the Parameters of <c>sns:publish</c>.</param>
    /// <param name="cancellation">Nothing is said then.</param>
    /// <returns>What <c>sns:publish</c> returns, as far as it is looked at.</returns>
    /// <exception cref="TaskFailedException">SNS would refuse the message; named as it names that.</exception>
    public async Task<JsonNode> PublishAsync(TaskCall call, CancellationToken cancellation)
    {
        var target = Targets.Select(name => Text(call.Payload?[name])).FirstOrDefault(text => text is { Length: > 0 })
            ?? throw Invalid("TopicArn, TargetArn or PhoneNumber must name who gets the message");
        var message = Text(call.Payload?["Message"]) is { Length: > 0 } text ? text : throw Invalid("Message must not be empty");
        var heading = string.Join(": ", [Shown(target), .. Text(call.Payload?["Subject"]) is { } subject ? [Shown(subject)] : Array.Empty<string>()]);
        await people.WriteAsync($"\n{heading}\n\n{PlainText.Lines(redactor.Redact(message))}\n".AsMemory(), cancellation);
        return new JsonObject { ["MessageId"] = $"{call.ExecutionName}.{call.StateName}" };
    }

    string Shown(string text) => PlainText.OneLine(redactor.Redact(text), 200);

    // A message that is no text is sent as JSON.
    static string? Text(JsonNode? value) => value is JsonValue only && only.TryGetValue<string>(out var text) ? text : value?.ToJsonString();

    static TaskFailedException Invalid(string problem) => new("SNS.InvalidParameterException", $"Invalid parameter: {problem}");
}
