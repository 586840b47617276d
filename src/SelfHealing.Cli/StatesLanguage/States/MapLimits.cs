using System.Globalization;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>How many items may fail before a distributed Map state fails; null: that limit is not set.</summary>
sealed record FailureTolerance(double? Percentage, double? Count)
{
    /// <summary>With no limit at all, no failure is tolerated.</summary>
    public bool IsExceeded(int failed, int items) =>
        failed > 0
        && ((Percentage is null && Count is null) || failed > Count || 100.0 * failed / items > Percentage);
}

/// <summary>MaxConcurrency and the tolerated failures of a Map state, each a number or a path to one.</summary>
sealed record MapLimits(
    long? MaxConcurrency,
    JsonPath? MaxConcurrencyPath,
    double? Percentage,
    JsonPath? PercentagePath,
    long? Count,
    JsonPath? CountPath)
{
    // What Step Functions runs at once for inline Map states, and enough for one machine in any case.
    const int MostAtOnce = 40;

    public static MapLimits Read(DefinitionNode node)
    {
        foreach (var field in (ReadOnlySpan<string>)["MaxConcurrency", "ToleratedFailurePercentage", "ToleratedFailureCount"])
        {
            if (node.Has(field) && node.Has($"{field}Path"))
                node.Problem($"there must not be both {field} and {field}Path");
        }
        return new MapLimits(
            node.Integer("MaxConcurrency", 0, int.MaxValue),
            node.Path("MaxConcurrencyPath"),
            node.Number("ToleratedFailurePercentage", 0, 100),
            node.Path("ToleratedFailurePercentagePath"),
            node.Integer("ToleratedFailureCount", 0, int.MaxValue),
            node.Path("ToleratedFailureCountPath"));
    }

    /// <summary>How many items may be worked on at once; 0 in a definition means that there is no limit.</summary>
    public int Concurrency(Scope scope)
    {
        var given = MaxConcurrencyPath is null ? MaxConcurrency ?? 0 : ReadInteger(scope, MaxConcurrencyPath, nameof(MaxConcurrencyPath));
        if (given < 0)
            throw StatesErrorException.Runtime("MaxConcurrency cannot be negative.");
        return given is 0 or > MostAtOnce ? MostAtOnce : (int)given;
    }

    public FailureTolerance Tolerance(Scope scope)
    {
        var count = CountPath is null ? Count : ReadInteger(scope, CountPath, "ToleratedFailureCountPath");
        if (count < 0)
            throw StatesErrorException.Runtime("ToleratedFailureCount cannot be negative.");
        var percentage = PercentagePath is null ? Percentage : ReadNumber(scope, PercentagePath, "ToleratedFailurePercentagePath");
        if (percentage is < 0 or > 100)
            throw StatesErrorException.Runtime("ToleratedFailurePercentage must be between 0 and 100.");
        return new FailureTolerance(percentage, count);
    }

    // Step Functions takes the digits of a string for a number here.
    static long ReadInteger(Scope scope, JsonPath path, string field)
    {
        var value = scope.Read(path);
        return value is JsonValue && long.TryParse(Json.Display(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotA("integer", path, field, value);
    }

    static double ReadNumber(Scope scope, JsonPath path, string field)
    {
        var value = scope.Read(path);
        return value is JsonValue && double.TryParse(Json.Display(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotA("float", path, field, value);
    }

    static StatesErrorException NotA(string type, JsonPath path, string field, JsonNode? value) => StatesErrorException.Runtime(
        $"The {field} field refers to value \"{Json.Display(value)}\" which is not a valid {type}: {path.Text}");
}
