using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.Output;

/// <summary>JSON for a terminal or a file, not for a page: quotes and letters stay readable, what a terminal obeys or does not show is escaped.</summary>
static class JsonPrinting
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode document) => WithoutHidden(document.ToJsonString(Indented));

    /// <summary>JSON with its invisible characters escaped: they stand in strings only, where an escape means the same.</summary>
    public static string WithoutHidden(string json)
    {
        var text = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            if (char.GetUnicodeCategory(character) == UnicodeCategory.Format)
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            else
                text.Append(character);
        }
        return text.ToString();
    }
}
