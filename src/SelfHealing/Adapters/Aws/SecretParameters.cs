using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SelfHealing.Ports;
using SelfHealing.Settings;

namespace SelfHealing.Adapters.Aws;

/// <summary>Reads the credentials out of their parameters. No message has a secret in it.</summary>
static class SecretParameters
{
    public static RepositoryCredentials Read(IReadOnlyList<Parameter> parameters, string prefix)
    {
        var token = Secret("github/token");
        var appId = Value("github/app-id");
        var appKey = Key("github/app-key");
        if (token is not null && (appId ?? appKey) is not null)
            throw new InvalidSettingsException($"There are {prefix}/github/token and {prefix}/github/app-…: keep one of the two.");
        if (appId is null != appKey is null)
            throw new InvalidSettingsException($"A GitHub App needs both {prefix}/github/app-id and {prefix}/github/app-key; one is missing.");
        var credentials = new RepositoryCredentials
        {
            GitHubToken = token,
            GitHubAppId = appId,
            GitHubAppKey = appKey,
            SshKey = Key("git/ssh-key"),
            KnownHosts = Value("git/known-hosts"),
        };
        return credentials is { SshKey: not null, KnownHosts: null }
            ? throw new InvalidSettingsException($"{prefix}/git/ssh-key needs {prefix}/git/known-hosts, lines of a known_hosts file: no host is trusted without.")
            : credentials;

        Parameter? Find(string name) => parameters.FirstOrDefault(parameter => parameter.Name == $"{prefix}/{name}");

        string? Value(string name) => Find(name) switch
        {
            null => null,
            { Value: { } value } when !string.IsNullOrWhiteSpace(value) => value.Trim(),
            _ => throw new InvalidSettingsException($"The parameter {prefix}/{name} is empty."),
        };

        string? Secret(string name) => Find(name) is { } parameter && parameter.Type != ParameterType.SecureString
            ? throw new InvalidSettingsException($"The parameter {prefix}/{name} is a {parameter.Type}, readable in the console: store it again as a SecureString, and change the secret.")
            : Value(name);

        string? Key(string name) => Secret(name) is { } key && !key.StartsWith("-----BEGIN ", StringComparison.Ordinal)
            ? throw new InvalidSettingsException($"The parameter {prefix}/{name} is no private key: it has to begin with -----BEGIN.")
            : Secret(name) is { } pem ? pem + "\n" : null;
    }
}
