using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Serving;

/// <summary>How commands find the <c>selfheal serve</c> of their home: it keeps a file locked and its address in another.</summary>
sealed class ServerAddress : IDisposable
{
    readonly FileStream held;

    ServerAddress(FileStream held) => this.held = held;

    /// <summary>Publishes the address as long as the process lives: the system lets the lock go, however it ends.</summary>
    /// <exception cref="UsageException">Another server is running.</exception>
    public static ServerAddress Publish(LocalHome home, Uri address)
    {
        home.Create();
        try
        {
            var held = Lock(home);
            File.WriteAllText(AddressFile(home), address.AbsoluteUri);
            return new ServerAddress(held);
        }
        catch (IOException)
        {
            throw new UsageException($"`selfheal serve` is running already{(Find(home) is { } other ? $" on {other}" : "")}.");
        }
    }

    /// <summary>The settings of the page: SELFHEAL_APPROVAL_URL, else the running server; SELFHEAL_APPROVAL_CODE asks for a code.</summary>
    /// <exception cref="UsageException">The address cannot be used.</exception>
    public static ApprovalSettings Settings(LocalHome home, Surroundings surroundings) =>
        new(Configured(surroundings) ?? Find(home), surroundings.Environment("SELFHEAL_APPROVAL_CODE") is { Length: > 0 });

    /// <summary>SELFHEAL_APPROVAL_URL; null when it is not set.</summary>
    /// <exception cref="UsageException">It is no web address.</exception>
    public static Uri? Configured(Surroundings surroundings) => surroundings.Environment("SELFHEAL_APPROVAL_URL") switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Query: "", Fragment: "" } => uri,
        var text => throw new UsageException($"SELFHEAL_APPROVAL_URL is a web address such as https://heal.example.org/, not {text}."),
    };

    public void Dispose() => held.Dispose();

    static Uri? Find(LocalHome home)
    {
        if (!File.Exists(LockFile(home)))
            return null;
        try
        {
            using var free = Lock(home);
            return null;
        }
        catch (IOException)
        {
            return File.Exists(AddressFile(home)) && Uri.TryCreate(File.ReadAllText(AddressFile(home)), UriKind.Absolute, out var address) ? address : null;
        }
    }

    static FileStream Lock(LocalHome home) => new(LockFile(home), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    static string LockFile(LocalHome home) => Path.Combine(home.Folder, "serve.lock");

    static string AddressFile(LocalHome home) => Path.Combine(home.Folder, "serve.address");
}
