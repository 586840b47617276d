using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support;

/// <summary>
/// Debian's Chromium without a window, told what to do over its DevTools protocol; the tests are skipped where it is not installed.
/// Drivers such as Playwright need the reflection of System.Text.Json, which is off here as in the native executable.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Program = "/usr/bin/chromium";

    readonly TemporaryFolder profile = new();
    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim sending = new(1, 1);
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> answers = new();
    readonly ConcurrentDictionary<string, BrowserPage> pages = new();
    Process? process;
    int lastId;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
            return;
        var start = new ProcessStartInfo(
            Program,
            [
                "--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile.Path}",
                // Root may not use the sandbox.
                .. Environment.UserName == "root" ? ["--no-sandbox"] : Array.Empty<string>(),
                "about:blank",
            ])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        await socket.ConnectAsync(await AddressAsync(process.StandardError), CancellationToken.None);
        _ = Task.Run(ReadAsync);
    }

    /// <summary>A page in a profile of its own.</summary>
    public async Task<BrowserPage> NewPageAsync()
    {
        Assert.SkipWhen(process is null, $"{Program} is not installed: apt-get install chromium");
        var context = await SendAsync(null, "Target.createBrowserContext", []);
        var target = await SendAsync(null, "Target.createTarget", new() { ["url"] = "about:blank", ["browserContextId"] = (string)context["browserContextId"]! });
        var session = await SendAsync(null, "Target.attachToTarget", new() { ["targetId"] = (string)target["targetId"]!, ["flatten"] = true });
        var page = new BrowserPage(this, (string)session["sessionId"]!);
        pages[page.Session] = page;
        foreach (var domain in (string[])["Page", "Network", "Log", "Runtime"])
            await SendAsync(page.Session, $"{domain}.enable", []);
        return page;
    }

    public async Task<JsonNode> SendAsync(string? session, string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = answers[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
            message["sessionId"] = session;
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            sending.Release();
        }
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        profile.Dispose();
    }

    static async Task<Uri> AddressAsync(StreamReader errors)
    {
        const string Announcement = "DevTools listening on ";
        while (await errors.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal))
                continue;
            // Its pipe must not fill up.
            _ = errors.ReadToEndAsync();
            return new Uri(line[Announcement.Length..]);
        }
        throw new InvalidOperationException("Chromium did not start.");
    }

    async Task ReadAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            for (; ; )
            {
                var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                Take(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            foreach (var answer in answers.Values)
                answer.TrySetException(problem);
        }
    }

    void Take(JsonNode message)
    {
        if ((int?)message["id"] is { } id && answers.TryRemove(id, out var answer))
        {
            if (message["error"] is { } error)
                answer.SetException(new InvalidOperationException(error.ToJsonString()));
            else
                answer.SetResult(message["result"]!);
        }
        else if ((string?)message["sessionId"] is { } session && pages.TryGetValue(session, out var page))
        {
            page.OnEvent((string)message["method"]!, message["params"]!);
        }
    }
}
