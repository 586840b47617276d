using System.Text.Json.Serialization;
using SelfHealing.Cli.Checks;
using SelfHealing.Cli.Commands;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Issues;
using SelfHealing.Outcomes;
using SelfHealing.Spending;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

// States may nest deeper than the default allows.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 256,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(CamelCaseEnum<IssueStatus>)])]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(WatchedLogGroup))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(Dictionary<string, ModelPrice>))]
[JsonSerializable(typeof(PullRequestOutcome))]
[JsonSerializable(typeof(Statistics))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
sealed partial class HostJson : JsonSerializerContext;
