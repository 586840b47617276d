namespace SelfHealing.Crashes;

/// <summary>
/// Recognises the failures that are not faults of the code, by the names and words in which platforms and clients report them.
/// </summary>
static class SignalRules
{
    // Phrases that only a platform writes, so that they count wherever they stand.
    static readonly (SignalKind Kind, string[] Texts)[] InLogs =
    [
        (SignalKind.Timeout, ["Task timed out after ", "[CRITICAL] WORKER TIMEOUT", "Status: timeout"]),
        (SignalKind.OutOfMemory,
        [
            "signal: killed", "Runtime.OutOfMemory", "Runtime.ExitError", "OOMKilled", "Reached heap limit Allocation failed",
            "JavaScript heap out of memory", "Out of memory: Killed process", "exit status 137",
        ]),
        (SignalKind.Configuration,
        [
            "Runtime.HandlerNotFound", "Runtime.InvalidEntrypoint", "Runtime.MalformedHandlerName", "Runtime.NoSuchHandler",
        ]),
    ];

    static readonly (SignalKind Kind, string[] Types)[] ByType =
    [
        (SignalKind.OutOfMemory, ["MemoryError", "OutOfMemoryError", "OutOfMemoryException", "NoMemoryError"]),
        (SignalKind.Throttling,
        [
            "ThrottlingException", "Throttling", "TooManyRequestsException", "TooManyRequestsError", "TooManyRequests",
            "ProvisionedThroughputExceededException", "RequestLimitExceeded", "LimitExceededException", "SlowDown", "RateLimitError",
        ]),
        (SignalKind.Permission,
        [
            "AccessDenied", "AccessDeniedException", "AccessDeniedError", "UnauthorizedOperation", "AuthorizationErrorException",
            "UnrecognizedClientException", "ExpiredTokenException",
        ]),
        (SignalKind.Upstream,
        [
            "ConnectionRefusedError", "ConnectionResetError", "ConnectionAbortedError", "ConnectTimeoutError", "ConnectTimeout",
            "ReadTimeout", "ReadTimeoutError", "EndpointConnectionError", "NewConnectionError", "MaxRetryError", "NameResolutionError",
            "gaierror", "ClientConnectorError", "ServerDisconnectedError", "ConnectError", "ConnectException", "UnknownHostException",
            "NoRouteToHostException", "SocketTimeoutException", "HttpConnectTimeoutException", "SocketException",
            "ServiceUnavailableException",
        ]),
        (SignalKind.Configuration,
        [
            "HandlerNotFound", "MalformedHandlerName", "InvalidEntrypoint", "NoCredentialsError", "NoRegionError",
            "PartialCredentialsError", "ImproperlyConfigured",
        ]),
    ];

    static readonly (SignalKind Kind, string[] Texts)[] InMessages =
    [
        (SignalKind.Throttling,
        [
            "(ThrottlingException)", "(Throttling)", "(TooManyRequestsException)", "(ProvisionedThroughputExceededException)", "(SlowDown)",
            "Rate exceeded",
        ]),
        (SignalKind.Permission, ["(AccessDenied)", "(AccessDeniedException)", "(UnauthorizedOperation)", "is not authorized to perform"]),
        (SignalKind.Upstream,
        [
            "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "Connection refused", "connection refused",
            "Connection timed out", "no such host", "Name or service not known", "Temporary failure in name resolution",
            "nodename nor servname", "No such host is known", "could not translate host name", "i/o timeout",
        ]),
        (SignalKind.Configuration,
        [
            "Unable to locate credentials", "environment variable is not set", "Missing required environment variable",
        ]),
    ];

    /// <summary>The texts to search for in lines that belong to no trace.</summary>
    public static IEnumerable<string> Triggers => InLogs.SelectMany(r => r.Texts);

    /// <summary>The signal that a log line without a trace gives; null when it gives none.</summary>
    public static Signal? InLine(string line)
    {
        foreach (var (kind, texts) in InLogs)
        {
            if (line.ContainsAny(texts))
                return SignalReasons.Of(kind);
        }
        return null;
    }

    /// <summary>
    /// The signal that a trace gives, by the exception that ended the work or, when that was raised on purpose from others, by the root
    /// of them; null when it may be a fault of the code.
    /// </summary>
    public static Signal? InTrace(Trace trace)
    {
        if (IsMissingVariable(trace))
            return SignalReasons.Of(SignalKind.Configuration);
        var causes = trace.Causes.Where(c => c.Relation is CauseRelation.RaisedFrom or CauseRelation.RaisedWhileHandling).ToList();
        var root = causes.Count > 0 && causes.TrueForAll(c => c.Relation == CauseRelation.RaisedFrom) ? causes[^1] : null;
        return (Kind(trace.Raised) ?? (root is null ? null : Kind(root))) is { } kind ? SignalReasons.Of(kind) : null;
    }

    static SignalKind? Kind(RaisedException exception)
    {
        var type = ExceptionName.Short(exception.Type);
        foreach (var (kind, types) in ByType)
        {
            if (type.AsSpan().IsAnyOf(types))
                return kind;
        }
        foreach (var (kind, texts) in InMessages)
        {
            if (exception.Message.ContainsAny(texts))
                return kind;
        }
        return null;
    }

    // os.environ["TABLE_NAME"]: the KeyError comes out of the os module.
    static bool IsMissingVariable(Trace trace) =>
        trace.Language == "python" && trace.Raised is { Type: "KeyError", Frames: [.., { Function: "__getitem__", File: { } file }] }
        && (file == "<frozen os>" || file.EndsWith("/os.py", StringComparison.Ordinal));
}
