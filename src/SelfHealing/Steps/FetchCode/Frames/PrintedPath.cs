using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>A frame's file as a path that can be compared with the repository's: forward slashes, without what loaders and bundlers add.</summary>
/// <param name="Text">The path; an absolute one begins with a slash or a drive.</param>
/// <param name="IgnoresCase">True for a path of Windows.</param>
sealed record PrintedPath(string Text, bool IgnoresCase)
{
    const string InstalledMark = "-packages/";

    static readonly string[] PackageLanguages = [".java", ".kt", ".kts", ".scala", ".groovy", ".clj"];

    static readonly string[] RuntimeMarks =
        ["/usr/lib/", "/usr/local/lib/", "/lib/python", "/lib64/python", "/node_modules/", "/gems/", "/vendor/bundle/", "/.cargo/registry/", "/go/pkg/mod/"];

    public IReadOnlyList<string> Parts { get; } = Text.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("." or "..")).ToArray();

    /// <summary>True when the folders are those of the frame's package: they must match as a whole.</summary>
    public bool IsPackaged { get; init; }

    /// <summary>True for the language's own library and for code without a file. Installed packages may be the application itself.</summary>
    public bool IsRuntime =>
        Text.StartsWith('<') || Text.StartsWith("node:", StringComparison.Ordinal) || (RuntimeMarks.Any(mark => ("/" + Text).Contains(mark, StringComparison.Ordinal)) && !IsInstalled);

    /// <summary>True below Python's site-packages or dist-packages.</summary>
    public bool IsInstalled => Text.Contains(InstalledMark, StringComparison.Ordinal);

    /// <summary>How many parts the path has in the installed packages' folder; 0 outside it.</summary>
    public int InstalledLength => IsInstalled ? Text[(Text.LastIndexOf(InstalledMark, StringComparison.Ordinal) + InstalledMark.Length)..].Split('/').Length : 0;

    /// <summary>The path; null when the frame has no file.</summary>
    public static PrintedPath? Of(StackFrame frame)
    {
        if (frame.File is not { Length: > 0 } file)
            return null;
        var text = WithoutLoader(file.Replace('\\', '/'));
        if (text.StartsWith("[PROJECT_ROOT]/", StringComparison.Ordinal))
            text = text["[PROJECT_ROOT]/".Length..];
        if (!text.Contains('/') && PackageLanguages.Any(extension => text.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            return new PrintedPath(PackageFolder(frame.Function) + text, IgnoresCase: false) { IsPackaged = true };
        return new PrintedPath(text, file.Contains('\\') || file is [_, ':', ..]);
    }

    // file:///x/y.js, https://host/y.js?v=1, webpack://shop/./src/x.ts, webpack-internal:///(rsc)/./src/x.ts
    static string WithoutLoader(string path)
    {
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
            return path;
        var rest = path[(scheme + 2)..].Split('?')[0];
        if (path.StartsWith("file:", StringComparison.Ordinal))
            return Uri.UnescapeDataString(rest[1..]) is ['/', _, ':', ..] windows ? windows[1..] : Uri.UnescapeDataString(rest[1..]);
        if (!path.StartsWith("webpack", StringComparison.Ordinal))
            return rest;
        var inside = rest.IndexOf("/./", StringComparison.Ordinal);
        if (inside >= 0)
            return rest[(inside + 3)..];
        // The first part is the bundle's name, unless it is empty.
        return rest.StartsWith("//", StringComparison.Ordinal) ? rest.TrimStart('/') : rest[(rest.IndexOf('/', 1) + 1)..];
    }

    // com.acme.Shop$Cart.add: the package is what stands before the class and the method.
    static string PackageFolder(string? function)
    {
        var names = (function ?? "").Split('.');
        return names.Length > 2 ? string.Join('/', names[..^2]) + "/" : "";
    }
}
