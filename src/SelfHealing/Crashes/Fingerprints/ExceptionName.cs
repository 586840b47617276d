namespace SelfHealing.Crashes;

/// <summary>What a fingerprint takes of an exception's type.</summary>
static class ExceptionName
{
    static readonly string[] InputOutput =
    [
        "Connect", "Timeout", "TimedOut", "Socket", "IOException", "IOError", "OSError", "FileNotFound", "DirectoryNotFound", "NoSuchFile",
        "Network", "HttpRequest", "HTTPError", "URLError", "MaxRetry", "SSLError", "UnknownHost", "NoRouteToHost", "BrokenPipe", "gaierror",
    ];

    /// <summary>The name without package, module or namespace: some loggers print them and some do not.</summary>
    public static string Short(string type)
    {
        var name = type.AsSpan();
        var end = name.IndexOfAny('[', '`');
        if (end > 0)
            name = name[..end];
        name = name[(name.LastIndexOf('.') + 1)..];
        return name[(name.LastIndexOf("::") + 1)..].TrimStart(':').ToString();
    }

    public static bool IsInputOutput(string type) => Short(type).ContainsAny(InputOutput);
}
