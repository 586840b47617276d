namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>Reads the variable parts of an exception's message.</summary>
static class MessageTemplate
{
    /// <summary>The texts that stand for each <c>{}</c> of the template, shortest first; null when the message does not contain it.</summary>
    public static string[]? Match(string template, string message)
    {
        var literals = template.Split("{}");
        var at = literals[0].Length == 0 ? 0 : message.IndexOf(literals[0], StringComparison.Ordinal);
        if (at < 0)
            return null;
        at += literals[0].Length;
        var found = new string[literals.Length - 1];
        for (var i = 1; i < literals.Length; i++)
        {
            var end = i == literals.Length - 1 && literals[i].Length == 0 ? message.Length : message.IndexOf(literals[i], at, StringComparison.Ordinal);
            if (end < 0)
                return null;
            found[i - 1] = message[at..end];
            at = end + literals[i].Length;
        }
        return found;
    }
}
