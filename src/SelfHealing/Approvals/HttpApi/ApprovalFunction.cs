using System.Text;
using System.Text.Json;
using SelfHealing.Steps;

namespace SelfHealing.Approvals.HttpApi;

/// <summary>The approval page behind API Gateway's HTTP API or a Lambda function URL: payload format 2.0 in and out.</summary>
public sealed class ApprovalFunction(ApprovalPage page)
{
    /// <summary>Answers one event.</summary>
    /// <exception cref="StepInputException">The event is no request of that format.</exception>
    public async Task<byte[]> HandleAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var answer = await page.HandleAsync(Read(request.Span), cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(
            new HttpApiResponse(answer.Status, answer.Headers, answer.Body, IsBase64Encoded: false), HttpApiJson.Default.HttpApiResponse);
    }

    static PageRequest Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var request = JsonSerializer.Deserialize(bytes, HttpApiJson.Default.HttpApiRequest)
                ?? throw new StepInputException("The event is null, not an HTTP API request.");
            var body = request.Body ?? "";
            return new PageRequest(
                request.RequestContext.Http.Method,
                request.RawPath,
                request.Headers,
                request.IsBase64Encoded ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body),
                request.RequestContext.Http.SourceIp)
            {
                Identity = request.RequestContext.Authorizer?.Jwt is { } token ? IdentityOf(token) : null,
            };
        }
        catch (Exception problem) when (problem is JsonException or FormatException)
        {
            throw new StepInputException($"The event is no HTTP API request of payload format 2.0: {problem.Message}");
        }
    }

    // The authorizer has verified the token. An address says more than the subject, which is often a number.
    static string? IdentityOf(HttpApiToken token)
    {
        foreach (var claim in (string[])["email", "preferred_username", "name", "sub"])
        {
            if (token.Claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
                return PlainText.OneLine(text, 100);
        }
        return null;
    }
}
