using System.CommandLine;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands.Configure;

/// <summary>The options of <c>selfheal configure</c> that set secrets, each as the file that holds it.</summary>
sealed class SecretOptions
{
    const string Token = "github/token";
    const string AppId = "github/app-id";
    const string AppKey = "github/app-key";
    const string SshKey = "git/ssh-key";
    const string Hosts = "git/known-hosts";

    readonly Option<string?> token = new("--github-token") { Description = "The file that holds a GitHub token; - for standard input.", HelpName = "FILE" };
    readonly Option<string?> appId = new("--github-app-id") { Description = "The id of a GitHub App, in place of a token.", HelpName = "ID" };
    readonly Option<string?> appKey = new("--github-app-key") { Description = "The file of the App's private key, PEM.", HelpName = "FILE" };
    readonly Option<string?> sshKey = new("--ssh-key") { Description = "The file of a private SSH key without a passphrase.", HelpName = "FILE" };
    readonly Option<string?> knownHosts = new("--known-hosts") { Description = "A known_hosts file. Of it, the lines about the services' hosts are taken.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[token, appId, appKey, sshKey, knownHosts])
            command.Options.Add(option);
    }

    public bool AreGiven(ParseResult parsed) =>
        (parsed.GetValue(token) ?? parsed.GetValue(appId) ?? parsed.GetValue(appKey) ?? parsed.GetValue(sshKey) ?? parsed.GetValue(knownHosts)) is not null;

    /// <summary>The parameters with the secrets that options and answers give.</summary>
    /// <param name="service">The service whose repository tells what is asked for; null to ask for nothing.</param>
    /// <exception cref="UsageException">A file cannot be read, or knows no host that a service has.</exception>
    public async Task<ParameterSet> ApplyAsync(
        ParseResult parsed, ParameterSet draft, string? service, Questions? asking, Surroundings surroundings, CancellationToken cancellation)
    {
        var given = new List<(string Name, string? Value)>
        {
            (Token, await FileAsync(parsed.GetValue(token))),
            (AppId, parsed.GetValue(appId)),
            (AppKey, await FileAsync(parsed.GetValue(appKey))),
            (SshKey, await FileAsync(parsed.GetValue(sshKey))),
            (Hosts, await FileAsync(parsed.GetValue(knownHosts)) is { } lines ? WithLines(draft, lines) : null),
        };
        foreach (var (name, value) in given.Where(setting => setting.Value is not null))
            draft = draft.With(name, value!);
        return asking is null || service is null ? draft : await AskAsync(draft, service, asking, surroundings, cancellation);

        async Task<string?> FileAsync(string? path) => path is null ? null : await ReadAsync(path, surroundings.Input, cancellation);
    }

    static async Task<ParameterSet> AskAsync(ParameterSet draft, string service, Questions asking, Surroundings surroundings, CancellationToken cancellation)
    {
        var repository = draft.Services.Services.First(known => known.Settings.Name == service).Settings.Repository;
        if (GitHubAddress.Of(repository, GitHubAccess.ApiOf(surroundings.Environment)) is not null && !draft.Names.Contains(AppId))
        {
            var question = draft.Names.Contains(Token) ? "A GitHub token is stored. A new one, which is not shown; empty to keep it" : "GitHub token, which is not shown; empty for none";
            if (asking.AskHidden(question) is { } typed)
                draft = draft.With(Token, typed);
        }
        if (SshHost.Of(repository) is not { } host)
            return draft;
        var home = Path.Combine(surroundings.Environment("HOME") ?? "", ".ssh");
        if (asking.Ask(draft.Names.Contains(SshKey) ? "An SSH key is stored. File of a new one; empty to keep it" : "File of an SSH key without a passphrase; empty for none", "") is { Length: > 0 } key)
            draft = draft.With(SshKey, await ReadAsync(key, surroundings.Input, cancellation));
        if (host.LinesIn(draft.KnownHosts).Length == 0
            && asking.Ask($"Known_hosts file that knows {host.Name}", Path.Combine(home, "known_hosts")) is { Length: > 0 } file)
        {
            draft = draft.With(Hosts, WithLines(draft, await ReadAsync(file, surroundings.Input, cancellation)));
        }
        return draft;
    }

    // A parameter holds 4096 characters; a person's file has all hosts of a life.
    static string WithLines(ParameterSet draft, string file)
    {
        var hosts = draft.Services.Services.Select(service => SshHost.Of(service.Settings.Repository)).OfType<SshHost>().Distinct().ToList();
        if (hosts.Count == 0)
            return file;
        // What the file knows goes before what was stored: host keys change.
        var lines = hosts.Select(host => host.LinesIn(file)).Where(found => found.Length > 0).ToList();
        var kept = hosts.Where(host => host.LinesIn(file).Length == 0).Select(host => host.LinesIn(draft.KnownHosts)).Where(found => found.Length > 0);
        return lines.Count > 0
            ? string.Join('\n', string.Join('\n', lines.Concat(kept)).Split('\n').Distinct(StringComparer.Ordinal))
            : throw new UsageException($"The known_hosts file has no line about {string.Join(" or ", hosts.Select(host => host.Name))}.");
    }

    static async Task<string> ReadAsync(string path, TextReader standardInput, CancellationToken cancellation)
    {
        var text = await NamedText.ReadAsync(path, path, standardInput, cancellation);
        return text.Trim() is { Length: > 0 } value ? value : throw new UsageException($"{path} is empty.");
    }
}
