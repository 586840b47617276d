using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Reads, writes and removes the parameters that <see cref="SsmSettings"/> reads.</summary>
/// <param name="ssm">The client.</param>
/// <param name="prefix">The prefix, e.g. <c>/selfheal</c>.</param>
/// <exception cref="SettingsUnavailableException">Thrown by every method when the Parameter Store says no, or cannot be asked.</exception>
public sealed class ParameterStore(IAmazonSimpleSystemsManagement ssm, string prefix)
{
    // A limit of the service.
    const int MostRemoved = 10;

    /// <summary>All that is set under the prefix.</summary>
    public async Task<ParameterSet> ReadAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var folder in (string[])["services", "github", "git"])
        {
            foreach (var parameter in await ParameterPages.ReadAsync(ssm, $"{prefix}/{folder}", cancellation))
                found[parameter.Name[(prefix.Length + 1)..]] = parameter;
        }
        return new ParameterSet(prefix, found, []);
    }

    /// <summary>Writes what was set anew.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="key">The id or alias of the key that encrypts secrets.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task WriteAsync(ParameterSet parameters, string key, CancellationToken cancellation)
    {
        foreach (var name in parameters.Changed)
        {
            var parameter = parameters[name];
            var isSecret = ParameterSet.IsSecret(name);
            try
            {
                await ssm.PutParameterAsync(
                    new PutParameterRequest { Name = parameter.Name, Value = parameter.Value, Type = parameter.Type, Overwrite = true, KeyId = isSecret ? key : null },
                    cancellation);
            }
            catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
            {
                // The service repeats values that it refuses.
                var said = isSecret && problem is AmazonServiceException service ? service.ErrorCode : AwsFailures.Describe(problem);
                var encrypted = isSecret ? $", encrypted with {key}" : "";
                throw new SettingsUnavailableException($"The parameter {parameter.Name} cannot be written{encrypted}: {said}", problem);
            }
        }
    }

    /// <summary>Removes parameters.</summary>
    /// <returns>Those that were there.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var removed = new List<string>();
        foreach (var some in names.Chunk(MostRemoved))
        {
            try
            {
                var answer = await ssm.DeleteParametersAsync(new DeleteParametersRequest { Names = [.. some.Select(name => $"{prefix}/{name}")] }, cancellation);
                removed.AddRange(answer.DeletedParameters ?? []);
            }
            catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
            {
                throw new SettingsUnavailableException($"Parameters under {prefix} cannot be removed: {AwsFailures.Describe(problem)}", problem);
            }
        }
        return removed;
    }
}
