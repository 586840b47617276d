using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>The intrinsic functions on numbers.</summary>
static class NumberFunctions
{
    public static JsonValue MathAdd(IntrinsicArguments arguments) =>
        JsonValue.Create((long)arguments.Integer(0) + arguments.Integer(1));

    /// <summary>From the first number up to but not including the second. The same seed gives the same number.</summary>
    public static JsonValue MathRandom(IntrinsicArguments arguments, RandomSource random)
    {
        long start = arguments.Integer(0);
        long end = arguments.Integer(1);
        if (start >= end)
            throw arguments.Problem("the start must be less than the end");
        var fraction = arguments.Count == 3 ? new RandomSource(new Random(arguments.Integer(2))).NextDouble() : random.NextDouble();
        return JsonValue.Create(start + (long)(fraction * (end - start)));
    }
}
