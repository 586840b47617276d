using Amazon.SimpleSystemsManagement.Model;
using SelfHealing.Settings;

namespace SelfHealing.Adapters.Aws;

/// <summary>Reads the services out of their parameters.</summary>
static class ServiceParameters
{
    public static ServiceCatalog Read(IReadOnlyList<Parameter> parameters, string path)
    {
        var services = new List<MonitoredService>();
        var problems = new List<string>();
        if (parameters.Count == 0)
            problems.Add($"There is no parameter under {path}: add {path}/NAME for each service.");
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
        {
            try
            {
                var service = ServiceDocument.Read(parameter.Name[(path.Length + 1)..], parameter.Value);
                foreach (var logGroup in service.LogGroups)
                {
                    if (!owners.TryAdd(logGroup, parameter.Name))
                        throw new FormatException($"the log group {logGroup} is in {owners[logGroup]} too");
                }
                services.Add(service);
            }
            catch (FormatException problem)
            {
                problems.Add($"The parameter {parameter.Name} is wrong: {problem.Message}.");
            }
        }
        return new ServiceCatalog(services, problems);
    }
}
