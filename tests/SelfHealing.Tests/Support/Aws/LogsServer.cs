using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>CloudWatch Logs with log groups and their subscription filters: two at most, as the service has it.</summary>
sealed class LogsServer : IDisposable
{
    readonly AwsServer server;

    public LogsServer() => server = new AwsServer("logs", new()
    {
        ["Logs_20140328.DescribeSubscriptionFilters"] = request => new JsonObject { ["subscriptionFilters"] = new JsonArray([.. Of(request).Select(filter => (JsonNode)filter.DeepClone())]) },
        ["Logs_20140328.PutSubscriptionFilter"] = Put,
        ["Logs_20140328.DeleteSubscriptionFilter"] = Delete,
    });

    public string Url => server.Url;

    public Dictionary<string, List<JsonObject>> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>What CloudWatch says to a new filter; null when it takes it.</summary>
    public string? Refusal { get; set; }

    public void Add(string group, string filter, string destination, string pattern = "") => Groups[group].Add(Filter(group, filter, destination, pattern));

    public void Dispose() => server.Dispose();

    List<JsonObject> Of(JsonObject request) => Groups.TryGetValue((string)request["logGroupName"]!, out var filters)
        ? filters
        : throw new AwsRefusalException("ResourceNotFoundException", "The specified log group does not exist.");

    JsonObject Put(JsonObject request)
    {
        if (Refusal is not null)
            throw new AwsRefusalException("InvalidParameterException", Refusal);
        var (filters, name) = (Of(request), (string)request["filterName"]!);
        filters.RemoveAll(filter => (string?)filter["filterName"] == name);
        if (filters.Count == 2)
            throw new AwsRefusalException("LimitExceededException", "Resource limit exceeded.");
        filters.Add(Filter((string)request["logGroupName"]!, name, (string)request["destinationArn"]!, (string)request["filterPattern"]!));
        return [];
    }

    JsonObject Delete(JsonObject request)
    {
        if (Of(request).RemoveAll(filter => (string?)filter["filterName"] == (string?)request["filterName"]) == 0)
            throw new AwsRefusalException("ResourceNotFoundException", "The specified subscription filter does not exist.");
        return [];
    }

    static JsonObject Filter(string group, string name, string destination, string pattern) => new()
    {
        ["logGroupName"] = group, ["filterName"] = name, ["destinationArn"] = destination, ["filterPattern"] = pattern, ["creationTime"] = 1_790_000_000_000,
    };
}
