using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelfHealing.Approvals.HttpApi;

/// <summary>An event of an HTTP API or of a function URL, in payload format 2.0, as far as it is used.</summary>
sealed record HttpApiRequest(string RawPath, HttpApiContext RequestContext)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string? Body { get; init; }

    public bool IsBase64Encoded { get; init; }
}

sealed record HttpApiContext(HttpApiCall Http)
{
    public HttpApiAuthorizer? Authorizer { get; init; }
}

sealed record HttpApiCall(string Method, string SourceIp);

sealed record HttpApiAuthorizer
{
    public HttpApiToken? Jwt { get; init; }
}

sealed record HttpApiToken
{
    public IReadOnlyDictionary<string, JsonElement> Claims { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
}

/// <summary>The answer, in payload format 2.0.</summary>
sealed record HttpApiResponse(int StatusCode, IReadOnlyDictionary<string, string> Headers, string Body, bool IsBase64Encoded);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HttpApiRequest))]
[JsonSerializable(typeof(HttpApiResponse))]
sealed partial class HttpApiJson : JsonSerializerContext;
