using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace SelfHealing.Cli.StatesLanguage;

/// <summary>An intrinsic function of the States Language.</summary>
sealed record IntrinsicFunction(
    string Name,
    int MinimumArguments,
    int MaximumArguments,
    Func<IntrinsicArguments, RandomSource, JsonNode?> Call)
{
    public const string Format = "States.Format";

    /// <summary>Every function that Step Functions documents, by name.</summary>
    public static readonly FrozenDictionary<string, IntrinsicFunction> All = new IntrinsicFunction[]
    {
        // Format works on the text of its template: see FormatExpression.
        new(Format, 1, int.MaxValue, static (_, _) => throw new NotSupportedException()),
        new("States.StringToJson", 1, 1, static (arguments, _) => TextFunctions.StringToJson(arguments)),
        new("States.JsonToString", 1, 1, static (arguments, _) => JsonValue.Create(Json.Write(arguments[0]))),
        new("States.StringSplit", 2, 2, static (arguments, _) => TextFunctions.StringSplit(arguments)),
        new("States.Base64Encode", 1, 1, static (arguments, _) => TextFunctions.Base64Encode(arguments)),
        new("States.Base64Decode", 1, 1, static (arguments, _) => TextFunctions.Base64Decode(arguments)),
        new("States.Hash", 2, 2, static (arguments, _) => TextFunctions.Hash(arguments)),
        new("States.Array", 0, int.MaxValue, static (arguments, _) => ArrayFunctions.Array(arguments)),
        new("States.ArrayPartition", 2, 2, static (arguments, _) => ArrayFunctions.ArrayPartition(arguments)),
        new("States.ArrayContains", 2, 2, static (arguments, _) => ArrayFunctions.ArrayContains(arguments)),
        new("States.ArrayRange", 3, 3, static (arguments, _) => ArrayFunctions.ArrayRange(arguments)),
        new("States.ArrayGetItem", 2, 2, static (arguments, _) => ArrayFunctions.ArrayGetItem(arguments)),
        new("States.ArrayLength", 1, 1, static (arguments, _) => JsonValue.Create(arguments.Array(0).Count)),
        new("States.ArrayUnique", 1, 1, static (arguments, _) => ArrayFunctions.ArrayUnique(arguments)),
        new("States.JsonMerge", 3, 3, static (arguments, _) => ObjectFunctions.JsonMerge(arguments)),
        new("States.MathRandom", 2, 3, NumberFunctions.MathRandom),
        new("States.MathAdd", 2, 2, static (arguments, _) => NumberFunctions.MathAdd(arguments)),
        new("States.UUID", 0, 0, static (_, random) => JsonValue.Create(random.NextUuid())),
    }.ToFrozenDictionary(static function => function.Name, StringComparer.Ordinal);
}
