using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Settings;

/// <summary>A service whose logs are read.</summary>
/// <param name="Settings">What its runs need to know.</param>
/// <param name="LogGroups">The CloudWatch log groups that it writes to.</param>
public sealed record MonitoredService(ServiceSettings Settings, IReadOnlyList<string> LogGroups);

/// <summary>All services. One that is set wrongly does not stop the others.</summary>
/// <param name="Services">Those that are set rightly.</param>
/// <param name="Problems">What is wrong with the others, each in a sentence that names the setting.</param>
public sealed record ServiceCatalog(IReadOnlyList<MonitoredService> Services, IReadOnlyList<string> Problems)
{
    /// <summary>The service that writes to a log group.</summary>
    /// <exception cref="InvalidSettingsException">No service does, and one is set wrongly: it may be that one.</exception>
    /// <exception cref="UnknownLogGroupException">No service does.</exception>
    public ServiceSettings OfLogGroup(string logGroup)
    {
        var service = Services.FirstOrDefault(service => service.LogGroups.Contains(logGroup, StringComparer.Ordinal));
        if (service is not null)
            return service.Settings;
        if (Problems.Count > 0)
            throw new InvalidSettingsException($"No service has the log group {PlainText.OneLine(logGroup)}. {string.Join(' ', Problems)}");
        throw new UnknownLogGroupException(logGroup);
    }
}

/// <summary>Log events came from a log group that no service has. Permanent, until someone changes the settings.</summary>
public sealed class UnknownLogGroupException(string logGroup) : Exception(
    $"No service has the log group {PlainText.OneLine(logGroup)}. Add it to the logGroups of a service, or remove its subscription filter.");
