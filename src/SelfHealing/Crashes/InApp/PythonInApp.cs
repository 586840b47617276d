namespace SelfHealing.Crashes;

/// <summary>Python: everything is in-app but the standard library, installed packages, generated code and well-known hosts.</summary>
static class PythonInApp
{
    static readonly string[] Packages = ["/site-packages/", "/dist-packages/"];

    static readonly string[] Runtimes =
    [
        "/var/runtime/", "/var/lang/", "/opt/python/", "/usr/src/homeassistant/", "/data/home/runtimes/", "/.pyenv/versions/",
        "<embedded stdlib>/", "/.cache/bazel/", "/azure-functions-host/", "/layers/google.python",
    ];

    // Relative paths come from embedded or frozen interpreters; these first folders are the standard library's or an instrument's.
    static readonly string[] RelativeLibraries =
        [
        "asyncio/", "collections/", "concurrent/", "email/", "encodings/", "http/", "importlib/", "json/", "logging/", "multiprocessing/",
        "unittest/", "urllib/", "xml/", "atheris/", "pysecsan/",
    ];

    public static bool IsInApp(StackFrame frame)
    {
        if (string.IsNullOrEmpty(frame.File))
            return false;
        var path = frame.File.Replace('\\', '/');
        return path[0] != '<'
            && PackagePath(path) is null
            && !IsStandardLibrary(path)
            && !path.ContainsAny(Runtimes)
            && !path.StartsWithAny(RelativeLibraries);
    }

    /// <summary>True for a package that lies in a virtual environment of its own name: the application, installed.</summary>
    public static bool IsInstalledApp(StackFrame frame)
    {
        if (frame.File is null || PackagePath(frame.File) is not { } inside)
            return false;
        var package = inside.Split('/')[0];
        var above = frame.File[..^inside.Length];
        return package.Length > 2 && above.Contains("/" + package + "/", StringComparison.Ordinal);
    }

    /// <summary>The path of a file in an installed package, from the package on; null when it lies in none.</summary>
    public static string? PackagePath(string? file)
    {
        if (file is null)
            return null;
        var path = file.Replace('\\', '/');
        foreach (var folder in Packages)
        {
            var at = path.LastIndexOf(folder, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                return path[(at + folder.Length)..];
        }
        return null;
    }

    // /usr/lib/python3.11/json/decoder.py, C:/Python311/Lib/json/decoder.py, lib/python38.zip/…
    static bool IsStandardLibrary(string path)
    {
        var at = path.IndexOf("/python", StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            var after = at + "/python".Length;
            var end = after;
            while (end < path.Length && (char.IsAsciiDigit(path[end]) || path[end] is '.' or '-' or 't'))
                end++;
            var inLib = at >= 4 && path.AsSpan(0, at).EndsWith("/lib", StringComparison.OrdinalIgnoreCase);
            var version = end > after && char.IsAsciiDigit(path[after]);
            var windowsLib = path.AsSpan(end).StartsWith("/lib/", StringComparison.OrdinalIgnoreCase);
            if ((inLib && (version || (end == after && end < path.Length && path[end] == '/'))) || (version && windowsLib) || (version
                && path.AsSpan(end).StartsWith("zip/")))
                return true;
            at = path.IndexOf("/python", after, StringComparison.OrdinalIgnoreCase);
        }
        return false;
    }
}
