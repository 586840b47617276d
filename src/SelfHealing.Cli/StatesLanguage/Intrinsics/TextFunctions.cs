using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The intrinsic functions on texts.</summary>
static class TextFunctions
{
    // The documented limit of the Base64 functions and of States.Hash.
    const int MaxLength = 10_000;

    public static JsonNode? StringToJson(IntrinsicArguments arguments)
    {
        try
        {
            return Json.Parse(arguments.Text(0));
        }
        catch (JsonException problem)
        {
            throw arguments.Problem($"the text is no JSON: {problem.Message}");
        }
    }

    /// <summary>Cuts at every character of the second text, and leaves out empty parts.</summary>
    public static JsonArray StringSplit(IntrinsicArguments arguments)
    {
        var text = arguments.Text(0);
        var separators = arguments.Text(1).ToCharArray();
        var parts = separators.Length == 0 ? [text] : text.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        return [.. parts.Select(static part => (JsonNode?)JsonValue.Create(part))];
    }

    public static JsonValue Base64Encode(IntrinsicArguments arguments) =>
        JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(ShortText(arguments))));

    public static JsonValue Base64Decode(IntrinsicArguments arguments)
    {
        try
        {
            return JsonValue.Create(Encoding.UTF8.GetString(Convert.FromBase64String(ShortText(arguments))));
        }
        catch (FormatException)
        {
            throw arguments.Problem("the text is no Base64");
        }
    }

    /// <summary>The digest in lower-case hexadecimal digits; a value that is no string is hashed as its JSON text.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The language offers it; nothing here relies on it.")]
    [SuppressMessage("Security", "CA5351", Justification = "The language offers it; nothing here relies on it.")]
    public static JsonValue Hash(IntrinsicArguments arguments)
    {
        var text = Json.Display(arguments[0]);
        if (text.Length > MaxLength)
            throw TooLong(arguments);
        var data = Encoding.UTF8.GetBytes(text);
        var digest = arguments.Text(1) switch
        {
            "MD5" => MD5.HashData(data),
            "SHA-1" => SHA1.HashData(data),
            "SHA-256" => SHA256.HashData(data),
            "SHA-384" => SHA384.HashData(data),
            "SHA-512" => SHA512.HashData(data),
            var other => throw arguments.Problem($"'{other}' is no hash algorithm"),
        };
        return JsonValue.Create(Convert.ToHexStringLower(digest));
    }

    static string ShortText(IntrinsicArguments arguments) =>
        arguments.Text(0) is { Length: <= MaxLength } text ? text : throw TooLong(arguments);

    static StatesErrorException TooLong(IntrinsicArguments arguments) =>
        arguments.Problem($"the text is longer than {MaxLength} characters");
}
