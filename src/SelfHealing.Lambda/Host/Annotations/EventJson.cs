using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelfHealing.Lambda.Host.Annotations;

/// <summary>The events and responses as Amazon's serializer reads and writes them: any JSON.</summary>
[JsonSerializable(typeof(JsonElement))]
public sealed partial class EventJson : JsonSerializerContext;
