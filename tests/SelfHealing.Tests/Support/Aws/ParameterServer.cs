using System.Globalization;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>A Parameter Store: checks signatures, keeps parameters, and answers as the service's model has it.</summary>
sealed class ParameterServer : IDisposable
{
    const int PageSize = 10;

    readonly AwsServer server;

    public ParameterServer() => server = new AwsServer("ssm", new()
    {
        ["AmazonSSM.GetParametersByPath"] = Get,
        ["AmazonSSM.PutParameter"] = Put,
        ["AmazonSSM.DeleteParameters"] = Delete,
    });

    public string Url => server.Url;

    public List<(string Target, JsonObject Body)> Calls => server.Calls;

    /// <summary>What is stored, by its whole name.</summary>
    public SortedDictionary<string, (string Type, string Value)> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>The names in the calls that write.</summary>
    public IEnumerable<string> Written => Calls.Where(call => call.Target == "AmazonSSM.PutParameter").Select(call => (string)call.Body["Name"]!);

    public void Dispose() => server.Dispose();

    // Ten parameters a page, direct children only unless Recursive.
    JsonObject Get(JsonObject request)
    {
        var path = (string)request["Path"]! + "/";
        ((bool?)request["Recursive"] ?? false).ShouldBeFalse();
        var found = Stored.Where(parameter => parameter.Key.StartsWith(path, StringComparison.Ordinal)).ToList();
        var from = int.Parse((string?)request["NextToken"] ?? "0", CultureInfo.InvariantCulture);
        var page = new JsonArray([.. found.Skip(from).Take(PageSize).Select(parameter => (JsonNode)new JsonObject
        {
            ["Name"] = parameter.Key,
            ["Type"] = parameter.Value.Type,
            ["Value"] = parameter.Value.Value,
            ["Version"] = 1,
        })]);
        var answer = new JsonObject { ["Parameters"] = page };
        if (from + PageSize < found.Count)
            answer["NextToken"] = $"{from + PageSize}";
        return answer;
    }

    JsonObject Put(JsonObject request)
    {
        var (name, type, value) = ((string)request["Name"]!, (string)request["Type"]!, (string)request["Value"]!);
        if (value.Length > 4096)
            throw new AwsRefusalException("ValidationException", $"Standard tier parameters support a maximum parameter value of 4096 characters: {value}");
        if (type == "SecureString" && (string?)request["KeyId"] != "alias/selfheal")
            throw new AwsRefusalException("InvalidKeyId", $"The key {request["KeyId"]} does not exist; the value was {value}");
        if (Stored.ContainsKey(name) && (bool?)request["Overwrite"] != true)
            throw new AwsRefusalException("ParameterAlreadyExists", "The parameter already exists.");
        Stored[name] = (type, value);
        return new JsonObject { ["Version"] = 1, ["Tier"] = "Standard" };
    }

    JsonObject Delete(JsonObject request)
    {
        var names = request["Names"]!.AsArray().Select(name => (string)name!).ToList();
        if (names.Count > PageSize)
            throw new AwsRefusalException("ValidationException", "Member must have length less than or equal to 10");
        var there = names.Where(name => Stored.Remove(name)).ToList();
        return new JsonObject
        {
            ["DeletedParameters"] = new JsonArray([.. there.Select(name => (JsonNode)name)]),
            ["InvalidParameters"] = new JsonArray([.. names.Except(there).Select(name => (JsonNode)name)]),
        };
    }
}
