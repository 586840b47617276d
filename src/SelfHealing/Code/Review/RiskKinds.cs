using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>A kind of call that can do harm and that a fix of a crash seldom needs.</summary>
/// <param name="Name">What it is, to go on with "The change adds …".</param>
/// <param name="Language">The language.</param>
/// <param name="Callees">Called functions: whole, or as the end of a longer one; <c>x.*</c> is everything of x.</param>
/// <param name="Modules">Modules that serve nothing else.</param>
sealed record RiskKind(string Name, Language Language, string[] Callees, string[] Modules)
{
    const string Evaluation = "a call that runs text as code";
    const string Programs = "a call that starts another program";
    const string Network = "a network call";
    const string Deletion = "a call that deletes folders";

    static readonly RiskKind[] Script =
    [
        new(Evaluation, Language.JavaScript, ["eval", "window.eval", "global.eval", "globalThis.eval", "Function", "new Function", "vm.*", "new vm.Script"], ["vm", "node:vm"]),
        new(Programs, Language.JavaScript, ["child_process.*", "execSync", "spawnSync", "execFile", "execFileSync", "Bun.spawn", "Deno.Command", "new Deno.Command", "Deno.run"], ["child_process", "node:child_process", "execa", "shelljs"]),
        new(Network, Language.JavaScript, ["fetch", "axios", "axios.*", "http.request", "http.get", "https.request", "https.get", "new XMLHttpRequest", "new WebSocket", "navigator.sendBeacon", "net.connect", "net.createConnection", "new net.Socket", "got", "got.*", "dns.lookup", "dns.resolve"], []),
        new(Deletion, Language.JavaScript, ["fs.rm", "fs.rmSync", "fs.rmdir", "fs.rmdirSync", "rimraf", "fs.promises.rm"], ["rimraf"]),
    ];

    /// <summary>All kinds.</summary>
    public static readonly IReadOnlyList<RiskKind> All =
    [
        new(Evaluation, Language.Python, ["eval", "exec", "compile", "__import__", "builtins.*", "pickle.load", "pickle.loads", "marshal.loads", "dill.loads", "yaml.unsafe_load", "types.FunctionType", "code.interact"], ["marshal", "dill", "codeop"]),
        new(Programs, Language.Python, ["os.system", "os.popen", "os.exec*", "os.spawn*", "os.posix_spawn", "os.fork", "subprocess.*", "pty.spawn", "commands.getoutput", "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", "ctypes.*"], ["subprocess", "pty", "ctypes"]),
        new(Network, Language.Python, ["requests.*", "httpx.*", "aiohttp.*", "urllib.request.*", "urlopen", "urlretrieve", "socket.socket", "socket.create_connection", "socket.gethostbyname", "http.client.*", "ftplib.*", "smtplib.*", "telnetlib.*", "paramiko.*", "urllib3.*"], ["ftplib", "smtplib", "telnetlib"]),
        new(Deletion, Language.Python, ["shutil.rmtree", "rmtree", "os.removedirs"], []),
        .. Script,
        .. Script.Select(kind => kind with { Language = Language.TypeScript }),
        .. Script.Select(kind => kind with { Language = Language.Tsx }),
        new(Evaluation, Language.Java, ["getEngineByName", "new ScriptEngineManager", "defineClass", "new URLClassLoader", "readObject", "new ObjectInputStream", "new InitialContext"], ["javax.script"]),
        new(Programs, Language.Java, ["Runtime.getRuntime", "Runtime.getRuntime.exec", "new ProcessBuilder"], []),
        new(Network, Language.Java, ["new URL", "openConnection", "openStream", "HttpClient.newHttpClient", "HttpClient.newBuilder", "new Socket", "new HttpGet", "new HttpPost", "new RestTemplate", "new DatagramSocket", "new OkHttpClient"], ["java.net.http"]),
        new(Deletion, Language.Java, ["FileUtils.deleteDirectory", "FileSystemUtils.deleteRecursively"], []),
        new(Evaluation, Language.CSharp, ["CSharpScript.*", "Assembly.Load", "Assembly.LoadFrom", "Assembly.LoadFile", "new BinaryFormatter", "new AssemblyLoadContext"], ["System.Reflection.Emit", "Microsoft.CodeAnalysis.CSharp.Scripting"]),
        new(Programs, Language.CSharp, ["Process.Start", "new ProcessStartInfo", "new Process", "new System.Diagnostics.Process"], []),
        new(Network, Language.CSharp, ["new HttpClient", "new WebClient", "new TcpClient", "new Socket", "new UdpClient", "WebRequest.Create", "WebRequest.CreateHttp", "Dns.GetHostEntry", "new SmtpClient", "new ClientWebSocket"], []),
        new(Deletion, Language.CSharp, ["Directory.Delete"], []),
        new(Evaluation, Language.Go, ["plugin.Open"], ["plugin"]),
        new(Programs, Language.Go, ["exec.Command", "exec.CommandContext", "os.StartProcess", "syscall.Exec", "syscall.ForkExec"], ["os/exec"]),
        new(Network, Language.Go, ["http.Get", "http.Post", "http.PostForm", "http.Head", "http.NewRequest", "http.NewRequestWithContext", "net.Dial", "net.DialTimeout", "net.LookupHost", "net.LookupIP", "tls.Dial", "smtp.SendMail", "rpc.Dial"], ["net/smtp"]),
        new(Deletion, Language.Go, ["os.RemoveAll"], []),
        new(Evaluation, Language.Ruby, ["eval", "Kernel.eval", "instance_eval", "class_eval", "module_eval", "Marshal.load", "YAML.unsafe_load", "binding.eval", "constantize"], []),
        new(Programs, Language.Ruby, ["system", "exec", "spawn", "fork", "Kernel.system", "Kernel.exec", "Kernel.spawn", "IO.popen", "Open3.*", "PTY.spawn", "Process.spawn", "Process.exec"], ["open3", "pty"]),
        new(Network, Language.Ruby, ["Net::HTTP.*", "URI.open", "OpenURI.open_uri", "TCPSocket.new", "TCPSocket.open", "UDPSocket.new", "Socket.tcp", "Faraday.*", "HTTParty.*", "RestClient.*", "Net::SMTP.*", "Net::FTP.*", "Excon.*", "HTTP.*"], ["open-uri"]),
        new(Deletion, Language.Ruby, ["FileUtils.rm_rf", "FileUtils.rm_r", "FileUtils.remove_dir", "FileUtils.remove_entry"], []),
    ];

    /// <summary>Whether a callee is of this kind.</summary>
    public bool IsCalled(string callee) => Array.Exists(Callees, name => Matches(callee, name));

    static bool Matches(string callee, string name)
    {
        if (name.EndsWith('*'))
            return callee.StartsWith(name[..^1], StringComparison.Ordinal);
        // Only a name that says where it is from may stand at the end of a longer one: model.eval is something else.
        return callee == name || name.Contains('.', StringComparison.Ordinal) && callee.EndsWith("." + name, StringComparison.Ordinal);
    }
}
