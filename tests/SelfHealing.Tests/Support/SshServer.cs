using System.Diagnostics;
using System.Net.Sockets;
using CliWrap.Buffered;
using Command = CliWrap.Cli;

namespace SelfHealing.Tests.Support;

/// <summary>OpenSSH's own server with a configuration, a port and keys of its own, for the person who runs the tests.</summary>
sealed class SshServer : IDisposable
{
    const string Program = "/usr/sbin/sshd";

    readonly TemporaryFolder folder = new();
    readonly Process server;

    SshServer()
    {
        MakeKey("host");
        MakeKey("user");
        Port = LoopbackServer.FreePort();
        File.Copy(folder.Combine("user.pub"), folder.Combine("authorized"));
        folder.Write("config", $"""
            Port {Port}
            ListenAddress 127.0.0.1
            HostKey {folder.Combine("host")}
            AuthorizedKeysFile {folder.Combine("authorized")}
            PidFile {folder.Combine("pid")}
            StrictModes no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            """);
        // It goes on without them where it need not change users.
        Directory.CreateDirectory("/run/sshd");
        server = Process.Start(new ProcessStartInfo(Program, ["-D", "-e", "-f", folder.Combine("config")]) { RedirectStandardError = true })!;
        WaitUntilItListens();
    }

    public int Port { get; }

    public string Url => $"ssh://{Environment.UserName}@127.0.0.1:{Port}";

    public string KeyPath => folder.Combine("user");

    public string KnownHosts => Line(File.ReadAllText(folder.Combine("host.pub")));

    /// <summary>Starts it, or skips the test where it is not installed or may not run.</summary>
    public static SshServer StartOrSkip()
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed (Debian: openssh-server).");
        Assert.SkipUnless(Environment.UserName == "root", "sshd takes logins of the user root only when root runs it.");
        return new SshServer();
    }

    /// <summary>Another key, of nobody: its path.</summary>
    public string MakeKey(string name, string passphrase = "")
    {
        Command.Wrap("ssh-keygen").WithArguments(["-q", "-t", "ed25519", "-N", passphrase, "-f", folder.Combine(name)]).ExecuteBufferedAsync().GetAwaiter().GetResult();
        return folder.Combine(name);
    }

    /// <summary>The line of a known_hosts file that gives this server another's key.</summary>
    public string KnownHostsWith(string keyPath) => Line(File.ReadAllText(keyPath + ".pub"));

    public void Dispose()
    {
        server.Kill();
        server.WaitForExit();
        server.Dispose();
        folder.Dispose();
    }

    string Line(string publicKey) => $"[127.0.0.1]:{Port} {publicKey}";

    void WaitUntilItListens()
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(20);)
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", Port);
                return;
            }
            catch (SocketException) when (!server.HasExited)
            {
                Task.Delay(50).Wait();
            }
        }
        throw new InvalidOperationException("sshd does not listen.");
    }
}
