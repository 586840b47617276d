using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>What a page shows of texts, of JSON and of a question: all of it without secrets. Made for one page: it remembers what it has seen.</summary>
/// <remarks>
/// Hidden characters go before secrets are looked for: a page leaves them out, and what they parted would stand together again. Texts are cut
/// last: half of a secret looks like none.
/// </remarks>
sealed class ShownText(Redactor redactor)
{
    // The data of a run goes from state to state: most of its texts come again and again.
    readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>On as many lines as it has. A text without secrets stays as it is.</summary>
    public string Of(string text)
    {
        if (!known.TryGetValue(text, out var shown))
        {
            var plain = PlainText.Lines(text);
            var redacted = redactor.Redact(plain);
            known[text] = shown = redacted == plain ? text : redacted;
        }
        return shown;
    }

    /// <summary>On one line, cut to a length.</summary>
    public string Line(string text, int length = 500) => PlainText.OneLine(Of(text), length);

    /// <summary>A copy, each text of which is shown.</summary>
    public JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Of(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => Of(item))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Of(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    /// <summary>What was asked.</summary>
    public RequestApprovalInput Of(RequestApprovalInput question) =>
        Of(JsonSerializer.SerializeToNode(question, StepJson.Default.RequestApprovalInput)).Deserialize(StepJson.Default.RequestApprovalInput)!;
}
