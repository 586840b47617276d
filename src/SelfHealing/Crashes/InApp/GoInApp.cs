namespace SelfHealing.Crashes;

/// <summary>
/// Go: everything is in-app but the standard library, the module cache, vendored packages and what cgo generates. The standard library
/// has import paths whose first part has no dot (Go keeps those for itself); a package with such a path is the application's only when
/// its file lies elsewhere than below a Go root.
/// </summary>
static class GoInApp
{
    static readonly string[] StandardLibrary =
    [
        "archive", "bufio", "builtin", "bytes", "cmd", "cmp", "compress", "container", "context", "crypto", "database", "debug", "embed",
        "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "internal", "io", "iter", "log", "maps",
        "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "structs",
        "sync", "syscall", "testing", "text", "time", "unicode", "unique", "unsafe", "vendor", "weak",
    ];

    public static bool IsInApp(StackFrame frame)
    {
        if (IsOutside(frame))
            return false;
        var package = Package(frame.Function!);
        var file = frame.File!;
        return IsMain(package) || HasDot(package) || file[0] == '/' || (file.Length > 2 && file[1] == ':');
    }

    /// <summary>True for what is certainly not the application's.</summary>
    public static bool IsOutside(StackFrame frame)
    {
        if (frame.Function is null || string.IsNullOrEmpty(frame.File))
            return true;
        var file = frame.File.Replace('\\', '/');
        if (file.Contains("/pkg/mod/", StringComparison.Ordinal) || file.Contains("/vendor/", StringComparison.Ordinal)
            || file.StartsWith("vendor/", StringComparison.Ordinal)
            || file.StartsWith("_cgo_", StringComparison.Ordinal) || HasModuleVersion(file) || frame.Function is "panic" or "goexit")
            return true;
        var package = Package(frame.Function);
        return package.AsSpan(0, FirstPart(package)).IsAnyOf(StandardLibrary) || IsBelowGoRoot(file, package);
    }

    // "runtime/pprof.(*Profile).WriteTo" is of package "runtime/pprof".
    public static string Package(string function)
    {
        var slash = function.LastIndexOf('/');
        var dot = function.IndexOf('.', slash + 1);
        return dot < 0 ? function : function[..dot];
    }

    // App Engine numbers the main package.
    static bool IsMain(string package) => package.StartsWith("main", StringComparison.Ordinal)
        && package.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0;

    static bool HasDot(string package) => package.AsSpan(0, FirstPart(package)).Contains('.');

    static int FirstPart(string package)
    {
        var slash = package.IndexOf('/');
        return slash < 0 ? package.Length : slash;
    }

    // …/go/src/net/http/server.go, …/libexec/src/runtime/panic.go, …/src/pkg/runtime/panic.c, /usr/lib/go/src/cmd/compile/main.go
    static bool IsBelowGoRoot(string file, string package)
    {
        if (file.Contains("/src/cmd/", StringComparison.Ordinal) || file.StartsWith("go/src/", StringComparison.Ordinal))
            return !HasDot(package);
        if (HasDot(package) || IsMain(package))
            return false;
        return file.Contains("/src/" + package + "/", StringComparison.Ordinal)
            || file.Contains("/src/pkg/" + package + "/", StringComparison.Ordinal);
    }

    // -trimpath prints modules as "example.com/mod@v1.2.3/file.go".
    static bool HasModuleVersion(string file)
    {
        var at = file.IndexOf("@v", StringComparison.Ordinal);
        return at > 0 && at + 2 < file.Length && char.IsAsciiDigit(file[at + 2]);
    }
}
