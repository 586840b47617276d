using SelfHealing.Ports;
using SelfHealing.Settings;
using SelfHealing.Steps;

namespace SelfHealing.Tests.Ingest.Doubles;

/// <summary>One service, orders, with the log group /services/orders.</summary>
public sealed class FixedSettings : ISettings
{
    public const string LogGroup = "/services/orders";

    public static readonly ServiceSettings Service = new("orders", "https://github.com/acme/orders", Branch: null, "", "patterns", Verify: null);

    public Task<ServiceCatalog> ServicesAsync(CancellationToken cancellation) =>
        Task.FromResult(new ServiceCatalog([new MonitoredService(Service, [LogGroup])], []));

    public Task<RepositoryCredentials> CredentialsAsync(CancellationToken cancellation) => Task.FromResult(new RepositoryCredentials());
}
