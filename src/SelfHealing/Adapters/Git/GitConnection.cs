using LibGit2Sharp;
using LibGit2Sharp.Handlers;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>One piece of work with a repository: its credentials, its limits, and what went wrong on the way.</summary>
/// <param name="name">The repository as people may see it, without a password.</param>
sealed class GitConnection(string name, GitAccess access, FetchLimits limits, CancellationToken timeout, CancellationToken cancellation)
{
    static readonly AsyncLocal<GitConnection?> Here = new();

    string? asked;
    long received;

    /// <summary>The one that this thread works for: libgit2 makes its transports by itself.</summary>
    public static GitConnection Current
    {
        get => Here.Value ?? throw new InvalidOperationException("No work with a repository is going on.");
        set => Here.Value = value;
    }

    public string Name => name;

    public GitAccess Access => access;

    public FetchLimits Limits => limits;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Why a transport gave up: libgit2 does not pass on its exceptions.</summary>
    public Exception? Problem { get; set; }

    /// <summary>Options of a transfer that is ended when it takes too much.</summary>
    public FetchOptions Fetch(int depth) => new()
    {
        Depth = depth,
        TagFetchMode = TagFetchMode.None,
        CredentialsProvider = Credentials,
        OnProgress = _ => MayGoOn(),
        OnTransferProgress = progress =>
        {
            received = progress.ReceivedBytes;
            return MayGoOn();
        },
    };

    public PushOptions Push(PushStatusErrorHandler onError) => new() { CredentialsProvider = Credentials, OnPushStatusError = onError };

    /// <summary>Our exception for one of libgit2.</summary>
    public Exception Explain(LibGit2SharpException problem)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Problem is not null)
            return Problem;
        if (timeout.IsCancellationRequested)
            return TooSlow();
        if (received > limits.TransferredBytes)
        {
            return new RepositoryTooLargeException(
                $"The repository {name} sends more than {limits.TransferredBytes / 1_000_000:N0} MB for one commit: is a large file in it that belongs elsewhere?");
        }
        return asked is not null ? new RepositoryNotUsableException(asked, problem) : GitErrors.Explain(name, problem);
    }

    public RepositoryUnreachableException TooSlow() => new(
        $"The repository {name} took more than {limits.Time.TotalSeconds:N0} seconds to fetch.");

    /// <summary>Answers one request for credentials; a second one means that the first answer was refused.</summary>
    public CredentialsHandler Credentials
    {
        get
        {
            var isAnswered = false;
            return (url, _, _) =>
            {
                var (credentials, refusal) = Answer(url);
                if (credentials is null || isAnswered)
                {
                    asked = refusal;
                    throw new LibGit2SharpException("authentication failed");
                }
                isAnswered = true;
                return credentials;
            };
        }
    }

    // A password in the URL goes first; the token goes to its own host only, and only encrypted or within this machine.
    (UsernamePasswordCredentials? Credentials, string Refusal) Answer(string url)
    {
        Uri.TryCreate(url, UriKind.Absolute, out var address);
        if (address is not null && address.UserInfo.Split(':', 2) is [var person, var password])
        {
            return (new UsernamePasswordCredentials { Username = Uri.UnescapeDataString(person), Password = Uri.UnescapeDataString(password) },
                $"The repository {name} refuses the user and password of its URL.");
        }
        if (access.Token is null || address is null)
            return (null, $"The repository {name} asks for a password: set SELFHEAL_GIT_TOKEN to a token that may read and write it.");
        if (!IsOf(address, access.TokenHost))
            return (null, $"The repository {name} asks for a password, and SELFHEAL_GIT_TOKEN is for {access.TokenHost}: set SELFHEAL_GIT_HOST to {address.Host} if the token is of that host.");
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            return (null, $"The token is not sent to {name}, which is not encrypted: use https.");
        return (new UsernamePasswordCredentials { Username = "x-access-token", Password = access.Token },
            $"The repository {name} refuses SELFHEAL_GIT_TOKEN: is it expired, or may it not read and write this repository?");
    }

    static bool IsOf(Uri address, string host) =>
        address.Host.Equals(host, StringComparison.OrdinalIgnoreCase) || $"{address.Host}:{address.Port}".Equals(host, StringComparison.OrdinalIgnoreCase);

    bool MayGoOn() => !timeout.IsCancellationRequested && !cancellation.IsCancellationRequested && received <= limits.TransferredBytes;
}
