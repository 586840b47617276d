namespace SelfHealing.Crashes;

/// <summary>
/// Node: everything with a file is in-app but Node itself, installed packages, generated code and the hosts that call a handler.
/// </summary>
static class NodeInApp
{
    static readonly string[] Outside =
    [
        "/node_modules/", "/var/runtime/", "/var/lang/", "/electron.asar/", "/bower_components/", "/azure-functions-host/", "/.yarn/",
        "/.pnp.", "/usr/lib/node", "/usr/local/lib/node", "/webpack/bootstrap", "/webpack/runtime/",
    ];

    static readonly string[] Schemes = ["node:", "internal/", "wasm:", "native ", "chrome-extension:", "node_modules/"];

    static readonly string[] OldModules =
    [
        "module.js", "events.js", "timers.js", "net.js", "fs.js", "http.js", "https.js", "tls.js", "dns.js", "vm.js", "util.js", "path.js",
        "stream.js", "buffer.js", "assert.js", "child_process.js", "cluster.js", "crypto.js", "dgram.js", "domain.js", "querystring.js",
        "readline.js", "repl.js", "url.js", "zlib.js", "node.js", "bootstrap_node.js", "console.js", "punycode.js",
    ];

    public static bool IsInApp(StackFrame frame)
    {
        if (string.IsNullOrEmpty(frame.File))
            return false;
        var path = frame.File.Replace('\\', '/');
        return path[0] is not ('[' or '<') && !path.StartsWithAny(Schemes) && !IsOldNodeModule(path) && !path.ContainsAny(Outside);
    }

    // Before Node 15 its own modules were printed as bare names: "module.js", "events.js", "_stream_readable.js".
    static bool IsOldNodeModule(string path) =>
        !path.Contains('/') && (path.AsSpan().IsAnyOf(OldModules) || path.StartsWithAny(["_http_", "_stream_", "_tls_", "_debug"]));
}
