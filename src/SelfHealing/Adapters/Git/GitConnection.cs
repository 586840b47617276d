using LibGit2Sharp;
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

    public PushOptions Push(LibGit2Sharp.Handlers.PushStatusErrorHandler onError) => new() { CredentialsProvider = Credentials, OnPushStatusError = onError };

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

    /// <summary>A password in the URL goes first; the token goes to its own host only, and only encrypted or within this machine.</summary>
    public LibGit2Sharp.Credentials Credentials(string url, string user, SupportedCredentialTypes types)
    {
        Uri.TryCreate(url, UriKind.Absolute, out var address);
        if (asked is not null)
            throw new LibGit2SharpException("authentication failed");
        if (address is not null && address.UserInfo.Split(':', 2) is [var person, var password])
        {
            asked = $"The repository {name} refuses the user and password of its URL.";
            return new UsernamePasswordCredentials { Username = Uri.UnescapeDataString(person), Password = Uri.UnescapeDataString(password) };
        }
        if (access.Token is null || address is null)
            asked = $"The repository {name} asks for a password: set SELFHEAL_GIT_TOKEN to a token that may read and write it.";
        else if (!address.Authority.Split('@')[^1].Equals(access.TokenHost, StringComparison.OrdinalIgnoreCase) && !address.Host.Equals(access.TokenHost, StringComparison.OrdinalIgnoreCase))
            asked = $"The repository {name} asks for a password, and SELFHEAL_GIT_TOKEN is for {access.TokenHost}: set SELFHEAL_GIT_HOST to {address.Host} if the token is of that host.";
        else if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            asked = $"The token is not sent to {name}, which is not encrypted: use https.";
        else
        {
            asked = $"The repository {name} refuses SELFHEAL_GIT_TOKEN: is it expired, or may it not read and write this repository?";
            return new UsernamePasswordCredentials { Username = "x-access-token", Password = access.Token };
        }
        throw new LibGit2SharpException("authentication required");
    }

    bool MayGoOn() => !timeout.IsCancellationRequested && !cancellation.IsCancellationRequested && received <= limits.TransferredBytes;
}
