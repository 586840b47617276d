using System.Text.Json.Serialization;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Spending;

namespace SelfHealing.Cli.Hosting;

// States may nest deeper than the default allows.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 256, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(Dictionary<string, ModelPrice>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
sealed partial class HostJson : JsonSerializerContext;
