using System.Text.Json;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>A source map of revision 3: which source line a line and column of compiled JavaScript comes from (ECMA-426).</summary>
sealed class SourceMap
{
    const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    readonly string[] sources;
    readonly string mappings;

    SourceMap(string[] sources, string mappings) => (this.sources, this.mappings) = (sources, mappings);

    /// <summary>Reads a map; null when the text is none of revision 3. Maps made of sections are not read.</summary>
    public static SourceMap? Parse(string json)
    {
        try
        {
            // Some servers put a line in front against being run as a script.
            using var document = JsonDocument.Parse(json.StartsWith(")]}'", StringComparison.Ordinal) ? json[(json.IndexOf('\n') + 1)..] : json);
            var map = document.RootElement;
            if (map.ValueKind != JsonValueKind.Object
                || !map.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var revision) || revision != 3
                || !map.TryGetProperty("mappings", out var mappings) || mappings.ValueKind != JsonValueKind.String
                || !map.TryGetProperty("sources", out var sources) || sources.ValueKind != JsonValueKind.Array)
                return null;
            var root = map.TryGetProperty("sourceRoot", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
            if (root.Length > 0 && !root.EndsWith('/'))
                root += "/";
            return new SourceMap(
                sources.EnumerateArray().Select(source => source.ValueKind == JsonValueKind.String ? root + source.GetString() : "").ToArray(),
                mappings.GetString()!);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The source, as the map spells it, and the 1-based line in it; null when the place comes from no source.</summary>
    /// <param name="line">The 1-based line of the compiled file.</param>
    /// <param name="column">The 1-based column; null for the line's first mapping.</param>
    public (string Source, int Line)? Locate(int line, int? column)
    {
        var (at, row) = (0, 1);
        var (generatedColumn, source, sourceLine) = (0L, 0L, 0L);
        (string, int)? best = null;
        while (at < mappings.Length && row <= line)
        {
            if (mappings[at] is ';' or ',')
            {
                if (mappings[at++] == ';')
                    (row, generatedColumn) = (row + 1, 0);
                continue;
            }
            if (!TryNumber(ref at, out var columnStep))
                return null;
            generatedColumn += columnStep;
            var hasSource = TryNumber(ref at, out var sourceStep);
            if (hasSource)
            {
                if (!TryNumber(ref at, out var lineStep) || !TryNumber(ref at, out _))
                    return null;
                (source, sourceLine) = (source + sourceStep, sourceLine + lineStep);
                // The index of a name may follow.
                TryNumber(ref at, out _);
            }
            if (at < mappings.Length && mappings[at] is not (';' or ','))
                return null;
            if (row != line)
                continue;
            if (best is not null && generatedColumn >= (column ?? 1))
                return best;
            if (hasSource && source >= 0 && source < sources.Length && sourceLine is >= 0 and < int.MaxValue && sources[source].Length > 0)
                best = (sources[source], (int)sourceLine + 1);
        }
        return best;
    }

    // Base64 VLQ: five bits a digit, the lowest first; the sixth bit says that more follow, the lowest bit of all is the sign.
    bool TryNumber(ref int at, out long number)
    {
        var (value, shift, start) = (0L, 0, at);
        number = 0;
        while (at < mappings.Length && shift <= 30)
        {
            var digit = Digits.IndexOf(mappings[at], StringComparison.Ordinal);
            if (digit < 0)
                break;
            at++;
            value |= (long)(digit & 31) << shift;
            shift += 5;
            if ((digit & 32) != 0)
                continue;
            number = (value & 1) == 0 ? value >> 1 : -(value >> 1);
            return true;
        }
        at = start;
        return false;
    }
}
