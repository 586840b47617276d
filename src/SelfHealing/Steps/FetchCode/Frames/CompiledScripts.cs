using System.Text;
using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>Finds the source of compiled JavaScript: by its source map, else by the same name in the source folder.</summary>
sealed class CompiledScripts(TreeFiles files)
{
    const string Mark = "sourceMappingURL=";
    const string InlineMark = ";base64,";

    static readonly string[] Compiled = [".js", ".mjs", ".cjs"];
    static readonly string[] Sources = [".ts", ".tsx", ".mts", ".cts", ".jsx", ".js", ".mjs", ".coffee"];
    static readonly HashSet<string> Outputs = new(StringComparer.Ordinal) { "dist", "build", "lib", "out", "output", "cjs", "esm", "target", ".build" };

    public static bool IsScript(PrintedPath printed) => Compiled.Any(extension => printed.Text.EndsWith(extension, StringComparison.Ordinal));

    /// <summary>The source by the map that lies beside the compiled file, or in it; null without one.</summary>
    public PathMatch? ByMap(PrintedPath printed, StackFrame frame)
    {
        if (frame.Line is not { } line)
            return null;
        foreach (var (map, place, match) in Maps(printed))
        {
            if (map.Locate(line, frame.Column) is not { } located)
                continue;
            var source = PrintedPath.Of(new StackFrame(located.Source, null, null, InApp: false));
            if (source is null)
                continue;
            var path = Resolve(place, source.Text);
            if (files.Contains(path))
                return match with { Path = path, Common = match.Printed, Length = match.Printed, Line = located.Line, IsCompiled = true };
            if (files.EndingLike(source) is [var only] && only.Common > 1)
                return only with { Line = located.Line, IsCompiled = true };
        }
        return null;
    }

    /// <summary>The sources that have the compiled file's name: below a source folder beside the output folder, or in the output folder's place.</summary>
    public IReadOnlyList<PathMatch> ByName(PrintedPath printed)
    {
        var output = printed.Parts.Count - 2;
        while (output >= 0 && !Outputs.Contains(printed.Parts[output]))
            output--;
        var name = printed.Parts[^1];
        var plain = name[..name.LastIndexOf('.')];
        var matches = new List<PathMatch>();
        foreach (var extension in Sources)
        {
            if (output >= 0)
            {
                var rest = printed.Parts.Skip(output + 1).SkipLast(1).Append(plain + extension).ToList();
                var before = printed.Parts.Take(output).ToList();
                matches.AddRange(EndingWith([.. before, "src", .. rest], rest.Count + 1));
                if (extension != name[plain.Length..])
                    matches.AddRange(EndingWith([.. before, .. rest], rest.Count));
            }
            else if (extension != name[plain.Length..])
            {
                matches.AddRange(EndingWith([.. printed.Parts.SkipLast(1), plain + extension], 1));
            }
        }
        return matches.DistinctBy(match => match.Path, StringComparer.Ordinal).ToList();
    }

    IEnumerable<PathMatch> EndingWith(IReadOnlyList<string> parts, int least) =>
        files.EndingLike(new PrintedPath(string.Join('/', parts), IgnoresCase: false)).Where(match => match.Common >= least)
            .Select(match => match with { IsCompiled = true });

    IEnumerable<(SourceMap Map, string Place, PathMatch Match)> Maps(PrintedPath printed)
    {
        foreach (var match in Best(files.EndingLike(new PrintedPath(printed.Text + ".map", printed.IgnoresCase))))
        {
            if (SourceMap.Parse(files.Text(match.Path)) is { } map)
                yield return (map, match.Path, match);
        }
        foreach (var match in Best(files.EndingLike(printed)))
        {
            if (Inline(files.Text(match.Path)) is { } map)
                yield return (map, match.Path, match);
        }
    }

    // A bare index.js.map fits everywhere; two that fit equally well say nothing.
    static IEnumerable<PathMatch> Best(IReadOnlyList<PathMatch> matches) =>
        matches.Where(match => match.Common == matches[0].Common).ToList() is [var best] && (best.IsWhole || best.IsComplete || best.Common > 1) ? [best] : [];

    static SourceMap? Inline(string script)
    {
        var start = script.LastIndexOf(Mark, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var url = script[(start + Mark.Length)..].Split('\n')[0].Trim();
        var data = url.StartsWith("data:", StringComparison.Ordinal) ? url.IndexOf(InlineMark, StringComparison.Ordinal) : -1;
        if (data < 0)
            return null;
        var text = url[(data + InlineMark.Length)..];
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? SourceMap.Parse(Encoding.UTF8.GetString(bytes, 0, length)) : null;
    }

    // Relative to the map; what leads out of the repository ends nowhere.
    static string Resolve(string map, string source)
    {
        var parts = new List<string>(map.Split('/')[..^1]);
        foreach (var part in source.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }
        return string.Join('/', parts);
    }
}
