using System.Text;
using Microsoft.AspNetCore.Http;
using SelfHealing.Approvals;

namespace SelfHealing.Cli.Serving;

/// <summary>Pages on ASP.NET Core.</summary>
static class WebPages
{
    public static async Task AnswerAsync(HttpContext context, Func<PageRequest, CancellationToken, Task<PageResponse>> answerAsync)
    {
        var answer = await answerAsync(await ReadAsync(context.Request, context.Connection.RemoteIpAddress?.ToString() ?? ""), context.RequestAborted);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Body.Length > 0)
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body), context.RequestAborted);
    }

    static async Task<PageRequest> ReadAsync(HttpRequest request, string source)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return new PageRequest(
            request.Method,
            request.Path.Value ?? "",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(),
            source)
        {
            Query = (request.QueryString.Value ?? "").TrimStart('?'),
        };
    }
}
