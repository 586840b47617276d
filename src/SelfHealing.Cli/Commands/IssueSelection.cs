using SelfHealing.Cli.Hosting;
using SelfHealing.Issues;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Commands;

/// <summary>Which issues are meant.</summary>
sealed record IssueSelection(string? Service, string? Fingerprint, bool All)
{
    const int LeastDigits = 8;

    // The version of the fingerprint stands before it; people read it off branches without.
    string Digits => Fingerprint is { } text ? text[(text.IndexOf(':') + 1)..] : "";

    /// <exception cref="UsageException">It says too little, or contradicts itself.</exception>
    public void Check()
    {
        if (All == ((Service ?? Fingerprint) is not null))
            throw new UsageException("Say which issues: --service NAME, --fingerprint HEX or both; or --all.");
        if (Fingerprint is not null && Digits.Length < LeastDigits)
            throw new UsageException($"--fingerprint {Fingerprint} is too short to mean one bug: give at least {LeastDigits} digits.");
    }

    public async Task<IReadOnlyList<Issue>> FindAsync(IIssueStore issues, CancellationToken cancellation) =>
        [.. (await issues.ListAsync(status: null, cancellation)).Where(issue => Has(issue.Key))];

    bool Has(IssueKey key) =>
        (Service is null || key.Service == Service || FolderOf(key.Service) == Folder(Service))
        && (Fingerprint is null || key.Fingerprint[(key.Fingerprint.IndexOf(':') + 1)..].StartsWith(Digits, StringComparison.Ordinal));

    // On this machine a service is a folder and the identity of the repository in it.
    static string? FolderOf(string service) => service.LastIndexOf('#') is var end and > 0 ? service[..end] : null;

    static string Folder(string service) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(service));
}
