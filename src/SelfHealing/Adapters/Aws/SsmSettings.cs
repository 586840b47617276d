using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SelfHealing.Ports;
using SelfHealing.Settings;

namespace SelfHealing.Adapters.Aws;

/// <summary>
/// Settings in the SSM Parameter Store under one prefix: <c>PREFIX/services/NAME</c>, a JSON document per service, and the secrets
/// <c>PREFIX/github/token</c> or <c>app-id</c> and <c>app-key</c>, <c>PREFIX/git/ssh-key</c>, <c>PREFIX/git/known-hosts</c>. What was read
/// is kept for some minutes. A function that is not allowed to read the secrets can still read the services.
/// </summary>
/// <param name="ssm">The client.</param>
/// <param name="prefix">The prefix, e.g. <c>/selfheal</c>.</param>
/// <param name="time">The clock.</param>
public sealed class SsmSettings(IAmazonSimpleSystemsManagement ssm, string prefix, TimeProvider time) : ISettings
{
    /// <summary>How long a change of a setting may go unseen.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    readonly Kept<ServiceCatalog> services = new(time);
    readonly Kept<RepositoryCredentials> credentials = new(time);

    /// <inheritdoc/>
    public Task<ServiceCatalog> ServicesAsync(CancellationToken cancellation) => services.GetAsync(
        async () => ServiceParameters.Read(await ReadAsync($"{prefix}/services", cancellation), $"{prefix}/services"));

    /// <inheritdoc/>
    public Task<RepositoryCredentials> CredentialsAsync(CancellationToken cancellation) => credentials.GetAsync(
        async () =>
        {
            var gitHub = await ReadAsync($"{prefix}/github", cancellation);
            return SecretParameters.Read([.. gitHub, .. await ReadAsync($"{prefix}/git", cancellation)], prefix);
        });

    Task<IReadOnlyList<Parameter>> ReadAsync(string path, CancellationToken cancellation) => ParameterPages.ReadAsync(ssm, path, cancellation);

    /// <summary>A value that is read once in a while.</summary>
    sealed class Kept<T>(TimeProvider time)
        where T : class
    {
        (T Value, DateTimeOffset ReadAt)? kept;

        public async Task<T> GetAsync(Func<Task<T>> read)
        {
            if (kept is { } fresh && time.GetUtcNow() - fresh.ReadAt < Freshness)
                return fresh.Value;
            var value = await read();
            kept = (value, time.GetUtcNow());
            return value;
        }
    }
}
