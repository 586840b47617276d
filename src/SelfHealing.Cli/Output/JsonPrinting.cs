using System.Text.Encodings.Web;
using System.Text.Json;

namespace SelfHealing.Cli.Output;

/// <summary>JSON for a terminal or a file, not for a page: quotes and letters stay readable.</summary>
static class JsonPrinting
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
