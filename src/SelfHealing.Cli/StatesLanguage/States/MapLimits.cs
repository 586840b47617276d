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
sealed record MapLimits(CountField MaxConcurrency, double? Percentage, JsonPath? PercentagePath, CountField Tolerated)
{
    // What Step Functions runs at once for inline Map states, and enough for one machine in any case.
    const int MostAtOnce = 40;

    public static MapLimits Read(DefinitionNode node)
    {
        node.RefuseBoth("ToleratedFailurePercentage");
        return new MapLimits(
            CountField.Read(node, "MaxConcurrency", least: 0),
            node.Number("ToleratedFailurePercentage", 0, 100),
            node.Path("ToleratedFailurePercentagePath"),
            CountField.Read(node, "ToleratedFailureCount", least: 0));
    }

    /// <summary>How many items may be worked on at once; 0 in a definition means that there is no limit.</summary>
    public int Concurrency(Scope scope) => MaxConcurrency.Evaluate(scope) is { } given and not 0 ? (int)Math.Min(given, MostAtOnce) : MostAtOnce;

    public FailureTolerance Tolerance(Scope scope)
    {
        var count = Tolerated.Evaluate(scope);
        var percentage = PercentagePath is null ? Percentage : ReadPercentage(scope, PercentagePath);
        if (percentage is < 0 or > 100)
            throw StatesErrorException.Runtime("ToleratedFailurePercentage must be between 0 and 100.");
        return new FailureTolerance(percentage, count);
    }

    static double ReadPercentage(Scope scope, JsonPath path)
    {
        var value = scope.Read(path);
        return value is JsonValue && double.TryParse(Json.Display(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw StatesErrorException.Runtime(
                $"The ToleratedFailurePercentagePath field refers to value \"{Json.Display(value)}\" which is not a valid float: {path.Text}");
    }
}
