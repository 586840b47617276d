namespace SelfHealing.Ports;

/// <summary>Opens pull requests.</summary>
public interface ICodeHost
{
    /// <summary>Opens the pull request, or finds the one that is open for this branch.</summary>
    /// <returns>Its address; null where there is no host, only the branch.</returns>
    /// <exception cref="CodeHostUnavailableException">The host cannot be reached or throttles us.</exception>
    Task<string?> OpenPullRequestAsync(PullRequestDraft draft, CancellationToken cancellation);
}

/// <summary>A pull request to be opened.</summary>
/// <param name="Repository">The repository, as the service's settings name it.</param>
/// <param name="Branch">The branch with the commit.</param>
/// <param name="Into">The branch to merge into; null for the default one.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">Markdown.</param>
public sealed record PullRequestDraft(string Repository, string Branch, string? Into, string Title, string Body);

/// <summary>The code host cannot be used right now. Trying again may help.</summary>
public sealed class CodeHostUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
