using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>Checks Signature Version 4 in the Authorization header, as the AWS General Reference describes it.</summary>
static class AwsSignature
{
    const string Algorithm = "AWS4-HMAC-SHA256";

    public static bool IsRight(HttpListenerRequest request, byte[] body, string service, string region, string accessKey, string secretKey)
    {
        var authorization = request.Headers["Authorization"] ?? "";
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return false;
        var parts = authorization[(Algorithm.Length + 1)..].Split(',')
            .Select(part => part.Trim().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var time = request.Headers["X-Amz-Date"] ?? "";
        var scope = $"{time.Split('T')[0]}/{region}/{service}/aws4_request";
        if (parts["Credential"] != $"{accessKey}/{scope}")
            return false;
        var canonical = string.Join('\n',
        [
            request.HttpMethod,
            request.Url!.AbsolutePath,
            request.Url.Query.TrimStart('?'),
            .. parts["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name]?.Trim()}"),
            "",
            parts["SignedHeaders"],
            Hash(body),
        ]);
        var text = $"{Algorithm}\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), static (key, part) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))) == parts["Signature"];
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
