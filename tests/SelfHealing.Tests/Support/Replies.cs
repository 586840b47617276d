using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support;

/// <summary>What models answer to the crash of the sample service.</summary>
static class Replies
{
    public const string RootCause = "CartStore.sweep deletes from the dictionary that it iterates over.";

    public const string Good =
        $"""
        ROOT CAUSE: {RootCause}
        CONFIDENCE: 0.9

        orders/carts.py
        <<<<<<< SEARCH
                for cart_id, cart in self._carts.items():
        =======
                for cart_id, cart in list(self._carts.items()):
        >>>>>>> REPLACE
        """;

    /// <summary>A change that does not parse.</summary>
    public static readonly string Broken = Good.Replace("list(self._carts.items()):", "list(self._carts.items():", StringComparison.Ordinal);

    /// <summary>Another way to write a right change.</summary>
    public static readonly string Tuple = Good.Replace("list(", "tuple(", StringComparison.Ordinal);

    public static string Log => RepositoryRoot.Combine("samples/orders/crash.log");

    /// <summary>A message of OpenAI's protocol as text.</summary>
    public static string TextOf(JsonNode message) =>
        message["content"] is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string)message["content"]!;
}
