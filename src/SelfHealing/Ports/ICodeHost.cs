namespace SelfHealing.Ports;

/// <summary>Opens pull requests, and says what has become of them.</summary>
/// <exception cref="CodeHostUnavailableException">Thrown by every method when the host cannot be reached or fails.</exception>
/// <exception cref="CodeHostThrottledException">Thrown by every method when the host asks us to slow down.</exception>
/// <exception cref="CodeHostRefusedException">Thrown by every method when the host knows neither us nor the repository.</exception>
public interface ICodeHost
{
    /// <summary>Opens the pull request, or finds the one that is there for this branch. Safe to repeat after any interruption.</summary>
    /// <returns>Null where there is no host, only the branch.</returns>
    /// <exception cref="PullRequestRefusedException">The host takes no such pull request.</exception>
    /// <exception cref="PullRequestClosedException">A person has closed it without merging.</exception>
    Task<HostedPullRequest?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation);

    /// <summary>What has become of a pull request.</summary>
    /// <param name="url">Its address, as <see cref="HostedPullRequest"/> has it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null when the address is none of this host.</returns>
    Task<PullRequestFate?> FateOfAsync(string url, CancellationToken cancellation);
}

/// <summary>A pull request to be opened.</summary>
/// <param name="Repository">The repository, as the service's settings name it.</param>
/// <param name="Branch">The branch with the commit.</param>
/// <param name="Into">The branch to merge into; null for the default one.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Markdown, with a <see cref="PullRequestMarker"/>.</param>
public sealed record PullRequestDraft(string Repository, string Branch, string? Into, string Title, string Body)
{
    /// <summary>The full hash of the branch's commit.</summary>
    public string Commit { get; init; } = "";

    /// <summary>The repository paths of the changed files: their owners are asked to review.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>True for a draft, which cannot be merged until a person says that it is ready.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The labels to put on it.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Who reviews files without an owner: users, and teams as <c>org/team</c>.</summary>
    public IReadOnlyList<string> Reviewers { get; init; } = [];
}

/// <summary>A pull request on its host.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Notes">What the host did not do, such as asking a reviewer, each in a sentence.</param>
public sealed record HostedPullRequest(string Url, IReadOnlyList<string> Notes);

/// <summary>What has become of a pull request.</summary>
/// <param name="Ending">Whether it is merged or closed.</param>
/// <param name="OpenedAt">When it was opened, UTC.</param>
public sealed record PullRequestFate(PullRequestEnding Ending, DateTimeOffset OpenedAt)
{
    /// <summary>When it was merged or closed, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who has committed to it besides SelfHealing.</summary>
    public IReadOnlyList<string> OtherAuthors { get; init; } = [];

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

/// <summary>The code host cannot be reached or fails. Trying again may help.</summary>
public sealed class CodeHostUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The code host asks us to slow down. Trying again after minutes helps.</summary>
public sealed class CodeHostThrottledException(string message) : Exception(message);

/// <summary>The code host does not accept our token, or knows no such repository. Trying again does not help.</summary>
public sealed class CodeHostRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The code host accepts us, but not this pull request. Trying again does not help.</summary>
public sealed class PullRequestRefusedException(string message) : Exception(message);

/// <summary>A person has closed this fix's pull request without merging it. That is a no.</summary>
public sealed class PullRequestClosedException(string message) : Exception(message);
