namespace SelfHealing.Ports;

/// <summary>Opens pull requests.</summary>
public interface ICodeHost
{
    /// <summary>Opens the pull request, or finds the one that is open for this branch.</summary>
    /// <returns>Its address; null where there is no host, only the branch.</returns>
    /// <exception cref="CodeHostUnavailableException">The host cannot be reached or throttles us.</exception>
    Task<string?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation);

    /// <summary>What has become of a pull request.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null when the address is none of this host.</returns>
    /// <exception cref="CodeHostUnavailableException">The host cannot be reached or throttles us.</exception>
    Task<PullRequestFate?> FateOfAsync(string url, CancellationToken cancellation);
}

/// <summary>A pull request to be opened.</summary>
/// <param name="Repository">The repository, as the service's settings name it.</param>
/// <param name="Branch">The branch with the commit.</param>
/// <param name="Into">The branch to merge into; null for the default one.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Markdown.</param>
public sealed record PullRequestDraft(string Repository, string Branch, string? Into, string Title, string Body);

/// <summary>What has become of a pull request.</summary>
/// <param name="Ending">Whether it is merged or closed.</param>
/// <param name="OpenedAt">When it was opened, UTC.</param>
public sealed record PullRequestFate(PullRequestEnding Ending, DateTimeOffset OpenedAt)
{
    /// <summary>When it was merged or closed, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What a person said last about it, raw; null when nobody did.</summary>
    public Remark? LastRemark { get; init; }
}

/// <summary>A review or a comment.</summary>
/// <param name="Author">Who said it.</param>
/// <param name="Text">The words of a stranger.</param>
public sealed record Remark(string Author, string Text);

/// <summary>Whether a pull request is merged or closed.</summary>
public enum PullRequestEnding
{
    /// <summary>Neither.</summary>
    Open,

    /// <summary>It is merged.</summary>
    Merged,

    /// <summary>It is closed without merging.</summary>
    Closed,
}

/// <summary>The code host cannot be used right now. Trying again may help.</summary>
public sealed class CodeHostUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
