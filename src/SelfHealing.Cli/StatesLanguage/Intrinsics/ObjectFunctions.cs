using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The intrinsic functions on objects.</summary>
static class ObjectFunctions
{
    /// <summary>Members of the second object replace those of the first. Step Functions documents shallow merging only.</summary>
    public static JsonObject JsonMerge(IntrinsicArguments arguments)
    {
        var (first, second) = (arguments.Object(0), arguments.Object(1));
        if (arguments.Boolean(2))
            throw arguments.Problem("deep merging is not supported");
        var merged = first.DeepClone().AsObject();
        foreach (var (name, value) in second)
            merged[name] = value?.DeepClone();
        return merged;
    }
}
