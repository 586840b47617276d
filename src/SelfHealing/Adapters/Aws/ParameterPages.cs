using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Reads the parameters of a folder, page by page, decrypted.</summary>
static class ParameterPages
{
    public static async Task<IReadOnlyList<Parameter>> ReadAsync(IAmazonSimpleSystemsManagement ssm, string path, CancellationToken cancellation)
    {
        var found = new List<Parameter>();
        string? next = null;
        try
        {
            do
            {
                var page = await ssm.GetParametersByPathAsync(
                    new GetParametersByPathRequest { Path = path, Recursive = false, WithDecryption = true, NextToken = next }, cancellation);
                found.AddRange(page.Parameters ?? []);
                next = page.NextToken;
            }
            while (!string.IsNullOrEmpty(next));
            return found;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new SettingsUnavailableException($"The parameters under {path} cannot be read: {problem.Message}", problem);
        }
    }
}
