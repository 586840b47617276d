using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SelfHealing.Ports;

/// <summary>Artifacts that are JSON documents.</summary>
public static class ArtifactJson
{
    /// <summary>Stores a value as JSON and returns the reference to it.</summary>
    public static Task<string> PutJsonAsync<T>(
        this IArtifactStore artifacts, string kind, T value, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        artifacts.PutAsync(kind, JsonSerializer.SerializeToUtf8Bytes(value, type), cancellation);

    /// <summary>Reads a value back.</summary>
    public static async Task<T> GetJsonAsync<T>(
        this IArtifactStore artifacts, string reference, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        JsonSerializer.Deserialize(await artifacts.GetAsync(reference, cancellation), type)
            ?? throw new ArtifactNotFoundException($"The artifact {reference} holds null.");
}
