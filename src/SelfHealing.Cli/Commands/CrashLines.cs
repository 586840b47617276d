using System.Text.Json.Serialization;
using SelfHealing.Crashes;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary>Crashes as JSON lines.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CamelCaseEnum<CauseRelation>), typeof(CamelCaseEnum<SignalKind>)])]
[JsonSerializable(typeof(Crash))]
sealed partial class CrashLines : JsonSerializerContext;
