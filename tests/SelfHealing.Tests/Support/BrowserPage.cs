using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support;

/// <summary>One page of <see cref="Chromium"/>, used as a person uses it.</summary>
public sealed class BrowserPage(Chromium chromium, string session)
{
    readonly List<string> complaints = [];
    TaskCompletionSource loaded = new();

    internal string Session { get; } = session;

    /// <summary>The HTTP status of the document that is shown.</summary>
    public int Status { get; private set; }

    /// <summary>What the browser has to complain about, such as a style that the page's policy forbids.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public Task OpenAsync(string address) => LoadAsync(() => SendAsync("Page.navigate", new() { ["url"] = address }));

    public Task ReloadAsync() => LoadAsync(() => SendAsync("Page.reload", []));

    /// <summary>Clicks the page's button and waits for what comes.</summary>
    public Task SubmitAsync() => LoadAsync(() => EvaluateAsync("document.querySelector('button').click()"));

    /// <summary>Fills in the field that has the label.</summary>
    public Task FillAsync(string label, string text) => EvaluateAsync($"{Labelled(label)}.value = {JsonValue.Create(text).ToJsonString()}");

    /// <summary>Chooses what has the label.</summary>
    public Task ChooseAsync(string label) => EvaluateAsync($"{Labelled(label)}.click()");

    /// <summary>The text that an element shows.</summary>
    public async Task<string> TextAsync(string selector) => (string)(await EvaluateAsync($"document.querySelector('{selector}').innerText"))!;

    /// <summary>What a script of the test finds out; the page's own policy does not bind it.</summary>
    public async Task<JsonNode?> EvaluateAsync(string script)
    {
        var result = await SendAsync("Runtime.evaluate", new() { ["expression"] = script, ["returnByValue"] = true, ["awaitPromise"] = true });
        return result["exceptionDetails"] is { } problem
            ? throw new InvalidOperationException(problem.ToJsonString())
            : result["result"]!["value"]?.DeepClone();
    }

    /// <summary>Presses a key: Tab, Enter, a space.</summary>
    public async Task PressAsync(string key)
    {
        var (code, number, text) = key switch
        {
            "Tab" => ("Tab", 9, ""),
            "Enter" => ("Enter", 13, "\r"),
            " " => ("Space", 32, " "),
            _ => throw new ArgumentException(key),
        };
        foreach (var type in (string[])["keyDown", "keyUp"])
        {
            await SendAsync("Input.dispatchKeyEvent", new()
            {
                ["type"] = type, ["key"] = key, ["code"] = code, ["windowsVirtualKeyCode"] = number, ["text"] = type == "keyDown" ? text : "",
            });
        }
    }

    /// <summary>Presses a key that leads to another page.</summary>
    public Task PressAndLoadAsync(string key) => LoadAsync(() => PressAsync(key));

    public Task TypeAsync(string text) => SendAsync("Input.insertText", new() { ["text"] = text });

    public Task ResizeAsync(int width, int height) =>
        SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });

    public Task PreferAsync(string colours) => SendAsync("Emulation.setEmulatedMedia", new()
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = colours }),
    });

    public Task DisableScriptsAsync() => SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });

    /// <summary>Keeps a picture for the documentation where SELFHEAL_SCREENSHOTS names a folder; nothing compares it.</summary>
    /// <param name="whole">Whether all of the page is on it, or what the window shows.</param>
    public async Task KeepPictureAsync(string name, bool whole = true)
    {
        if (Environment.GetEnvironmentVariable("SELFHEAL_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        var picture = await SendAsync("Page.captureScreenshot", new() { ["format"] = "png", ["captureBeyondViewport"] = whole });
        await File.WriteAllBytesAsync(RepositoryRoot.Combine(Path.Combine(folder, name)), Convert.FromBase64String((string)picture["data"]!));
    }

    /// <summary>Waits until a script of the test finds something to be true.</summary>
    public async Task UntilAsync(string script)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if ((bool?)await EvaluateAsync(script) is true)
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"Never true: {script}");
    }

    /// <summary>The texts that do not stand out from their background.</summary>
    public async Task<IReadOnlyList<string?>> LowContrastAsync()
    {
        var script = await File.ReadAllTextAsync(RepositoryRoot.Combine("tests/SelfHealing.Tests/Approvals/low-contrast.js"), TestContext.Current.CancellationToken);
        return [.. (await EvaluateAsync(script))!.AsArray().Select(low => (string?)low)];
    }

    internal void OnEvent(string method, JsonNode parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                loaded.TrySetResult();
                break;
            case "Network.responseReceived" when (string?)parameters["type"] == "Document":
                Status = (int)parameters["response"]!["status"]!;
                break;
            case "Log.entryAdded":
                complaints.Add((string)parameters["entry"]!["text"]!);
                break;
        }
    }

    async Task LoadAsync(Func<Task> act)
    {
        loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await act();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    Task<JsonNode> SendAsync(string method, JsonObject parameters) => chromium.SendAsync(Session, method, parameters);

    static string Labelled(string label) => $"[...document.querySelectorAll('label')].find(label => label.textContent.trim().startsWith('{label}')).control";
}
