using SelfHealing.Settings;

namespace SelfHealing.Ports;

/// <summary>What an operator has set for all runs.</summary>
/// <exception cref="SettingsUnavailableException">Thrown by every method when the settings cannot be read now.</exception>
public interface ISettings
{
    /// <summary>The services that are watched.</summary>
    Task<ServiceCatalog> ServicesAsync(CancellationToken cancellation);

    /// <summary>What opens their repositories.</summary>
    /// <exception cref="InvalidSettingsException">A setting is not what it has to be.</exception>
    Task<RepositoryCredentials> CredentialsAsync(CancellationToken cancellation);
}

/// <summary>The settings cannot be read right now. Trying again may help.</summary>
public sealed class SettingsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A setting is missing or is not what it has to be. Permanent, until someone changes it.</summary>
public sealed class InvalidSettingsException(string message, Exception? inner = null) : Exception(message, inner);
