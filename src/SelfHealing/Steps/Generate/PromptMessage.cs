using Microsoft.Extensions.AI;

namespace SelfHealing.Steps.Generate;

/// <summary>One message of a conversation with a model, as it is kept.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Text">What it says.</param>
public sealed record PromptMessage(string Role, string Text)
{
    /// <summary>The messages of a conversation.</summary>
    public static IReadOnlyList<PromptMessage> Of(IEnumerable<ChatMessage> messages) =>
        [.. messages.Select(message => new PromptMessage(message.Role.Value, message.Text))];
}
