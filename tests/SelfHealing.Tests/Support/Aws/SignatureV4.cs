using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">The path as sent, escapes and all, without the query.</param>
/// <param name="Header">Reads a header.</param>
/// <param name="Body">The body.</param>
sealed record SignedRequest(string Method, string Path, Func<string, string?> Header, byte[] Body)
{
    public static SignedRequest Of(HttpListenerRequest request, byte[] body) =>
        new(request.HttpMethod, request.RawUrl!.Split('?')[0], name => request.Headers[name], body);
}

/// <summary>Checks AWS's Signature Version 4 as a service does: computes it anew from the secret key.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html, for services other than S3: the path is escaped twice.</remarks>
static class SignatureV4
{
    const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>What is wrong with the signature; null when it is right.</summary>
    public static string? ProblemOf(SignedRequest request, string accessKey, string secretKey, string region, string service)
    {
        if (request.Header("Authorization") is not { } authorization || !authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return "The request is not signed.";
        var parts = authorization[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var time = request.Header("X-Amz-Date") ?? "";
        var scope = $"{time.Split('T')[0]}/{region}/{service}/aws4_request";
        if (parts["Credential"] != $"{accessKey}/{scope}")
            return $"The request is signed as {parts["Credential"]}, not as {accessKey}/{scope}.";
        if (!DateTimeOffset.TryParseExact(time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            return $"X-Amz-Date is {time}.";

        var bodyHash = Hex(SHA256.HashData(request.Body));
        if (request.Header("X-Amz-Content-SHA256") is { } said && said != bodyHash)
            return "X-Amz-Content-SHA256 is not that of the body.";
        var signed = parts["SignedHeaders"];
        if (!signed.Split(';').Contains("host"))
            return "The host is not signed.";
        var canonical = string.Join(
            '\n',
            request.Method,
            string.Join('/', request.Path.Split('/').Select(Uri.EscapeDataString)),
            "",
            string.Concat(signed.Split(';').Select(name => $"{name}:{request.Header(name)?.Trim()}\n")),
            signed,
            bodyHash);
        var toSign = string.Join('\n', Algorithm, time, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), Sign);
        return Hex(Sign(key, toSign)) == parts["Signature"] ? null : $"The signature does not match the request:\n{canonical}";
    }

    static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
