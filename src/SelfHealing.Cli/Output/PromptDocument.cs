using System.Text;
using System.Text.Json.Nodes;
using SelfHealing.Crashes;
using SelfHealing.Steps;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Cli.Output;

/// <summary>A prompt, printed: its size, the code in it with the reasons, and the messages to the letter.</summary>
static class PromptDocument
{
    public static JsonObject Json(Crash crash, RunningCode running, Prompt prompt, int budget) => new()
    {
        ["fingerprint"] = crash.Fingerprint,
        ["exceptionType"] = crash.ExceptionType,
        ["commit"] = running.Fetched.Tree.Commit,
        ["revisionSource"] = running.Source,
        ["tokens"] = prompt.Tokens,
        ["budget"] = budget,
        ["pieces"] = new JsonArray([.. prompt.Pieces.Select(piece => (JsonNode)new JsonObject
        {
            ["path"] = piece.Path,
            ["first"] = piece.First,
            ["last"] = piece.Last,
            ["reasons"] = new JsonArray([.. piece.Reasons.Select(reason => (JsonNode)reason)]),
            ["cut"] = piece.IsCut,
        })]),
        ["messages"] = new JsonArray([.. prompt.Messages.Select(message => (JsonNode)new JsonObject
        {
            ["role"] = message.Role.Value,
            ["text"] = message.Text,
        })]),
    };

    public static string Text(Crash crash, RunningCode running, Prompt prompt, int budget)
    {
        var text = new StringBuilder();
        text.Append($"{PlainText.OneLine($"{crash.ExceptionType}: {crash.Message}", 200)}\n");
        text.Append($"Code of commit {running.Fetched.Tree.Commit[..10]}. {PlainText.OneLine(running.Source, 300)}\n");
        text.Append($"About {prompt.Tokens} of at most {budget} tokens, in {prompt.Messages.Count} messages. The code in them:\n");
        foreach (var piece in prompt.Pieces)
            text.Append($"  {PlainText.OneLine(piece.Path)}:{piece.First}-{piece.Last}  {PlainText.OneLine(string.Join("; ", piece.Reasons))}\n");
        foreach (var message in prompt.Messages)
            text.Append($"\n----- {message.Role} -----\n{PlainText.Lines(message.Text)}");
        return text.ToString();
    }
}
