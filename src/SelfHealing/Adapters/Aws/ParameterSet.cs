using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SelfHealing.Settings;

namespace SelfHealing.Adapters.Aws;

/// <summary>The parameters under a prefix, as they are or as they would be. Names are without the prefix: <c>services/orders</c>, <c>github/token</c>.</summary>
public sealed class ParameterSet
{
    const string ServicesFolder = "services/";

    static readonly string[] Secrets = ["github/token", "github/app-key", "git/ssh-key"];

    readonly IReadOnlyDictionary<string, Parameter> parameters;

    internal ParameterSet(string prefix, IReadOnlyDictionary<string, Parameter> parameters, IReadOnlyList<string> changed) =>
        (Prefix, this.parameters, Changed) = (prefix, parameters, changed);

    /// <summary>What the names begin with.</summary>
    public string Prefix { get; }

    /// <summary>What is set.</summary>
    public IReadOnlyList<string> Names => [.. parameters.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The names of the services among them.</summary>
    public IEnumerable<string> ServiceNames => Names.Where(IsService).Select(name => name[ServicesFolder.Length..]);

    /// <summary>What was set anew and is not written yet.</summary>
    public IReadOnlyList<string> Changed { get; }

    /// <summary>The services as the functions read them.</summary>
    public ServiceCatalog Services => ServiceParameters.Read([.. parameters.Where(parameter => IsService(parameter.Key)).Select(parameter => parameter.Value)], $"{Prefix}/services");

    /// <summary>The credentials as the functions read them.</summary>
    /// <exception cref="Ports.InvalidSettingsException">One of them is not right; the message names it.</exception>
    public RepositoryCredentials Credentials => SecretParameters.Read([.. parameters.Values], Prefix);

    /// <summary>The lines of known_hosts that are set; empty when there are none.</summary>
    public string KnownHosts => parameters.GetValueOrDefault("git/known-hosts")?.Value ?? "";

    /// <summary>The name of a service's parameter.</summary>
    public static string NameOf(string service) => ServicesFolder + service;

    /// <summary>Whether a parameter holds a service.</summary>
    public static bool IsService(string name) => name.StartsWith(ServicesFolder, StringComparison.Ordinal);

    /// <summary>Whether a parameter holds a secret, and is stored encrypted.</summary>
    public static bool IsSecret(string name) => Secrets.Contains(name, StringComparer.Ordinal);

    /// <summary>The value of a service's parameter; null when it is not set.</summary>
    public string? DocumentOf(string service) => parameters.GetValueOrDefault(NameOf(service))?.Value;

    /// <summary>The same with one set anew.</summary>
    public ParameterSet With(string name, string value)
    {
        var type = IsSecret(name) ? ParameterType.SecureString : ParameterType.String;
        var changed = new Dictionary<string, Parameter>(parameters, StringComparer.Ordinal)
        {
            [name] = new Parameter { Name = $"{Prefix}/{name}", Type = type, Value = value },
        };
        return new ParameterSet(Prefix, changed, [.. Changed.Where(known => known != name), name]);
    }

    internal Parameter this[string name] => parameters[name];

    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => Prefix;
}
