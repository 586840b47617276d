using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Serving.RunPages;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Serving;

/// <summary>Runs as the interpreter stores them, and the run browser, asked as a browser asks it.</summary>
sealed class BrowsedRuns : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder home = new();
    readonly LocalHome places;
    readonly LocalHost host;
    readonly RunBrowser browser;

    public BrowsedRuns()
    {
        var surroundings = new Surroundings(
            TextWriter.Null, TextWriter.Null, TextReader.Null, IsTerminal: false, _ => null, User: "ada", TimeProvider.System);
        places = new LocalHome(home);
        host = new LocalHost(places, surroundings, new NoObserver(), TextWriter.Null, TestContext.Current.CancellationToken);
        var address = new Uri("http://127.0.0.1:7447/");
        Key = new AccessKey(address, count => new byte[count]);
        browser = new RunBrowser(host, Key, address, surroundings);
    }

    public AccessKey Key { get; }

    public Task<PageResponse> AskAsync(string path, string query = "", string? cookie = null, string method = "GET", string? known = null)
    {
        var headers = new Dictionary<string, string> { ["Cookie"] = cookie ?? $"other=1; selfheal-7447={Key.Secret}" };
        if (known is not null)
            headers["If-None-Match"] = $"\"{known}\"";
        return browser.HandleAsync(new PageRequest(method, path, headers, default, "127.0.0.1") { Query = query }, TestContext.Current.CancellationToken);
    }

    /// <summary>A run in Dedupe, whose first try has failed; or one that has ended.</summary>
    public Task AddAsync(string id, string crash, string status = "running", string repository = "/srv/orders", string moved = "")
    {
        var data = Data(crash, repository);
        return SaveAsync(
            id, data, status == "running" ? null : new ExecutionResult.Succeeded(data.DeepClone()),
            [
                ("TaskFailed", "Dedupe", new JsonObject { ["error"] = "StoreUnavailableException", ["cause"] = "The store is away." }),
                ("TaskScheduled", "Dedupe", []),
            ],
            moved.Length);
    }

    /// <summary>What a run knows once its log was read.</summary>
    public static JsonObject Data(string crash = "IndexError: list index out of range", string repository = "/srv/orders")
    {
        var parts = crash.Split(": ", 2);
        return new JsonObject
        {
            ["service"] = new JsonObject
            {
                ["name"] = "orders", ["repository"] = repository, ["branch"] = "main", ["root"] = "", ["model"] = "patterns", ["verify"] = null,
            },
            ["crash"] = new JsonObject { ["outcome"] = "crash", ["exceptionType"] = parts[0], ["message"] = parts[1], ["language"] = "python" },
        };
    }

    /// <summary>A run that has gone through Parse and CrashFound to Dedupe, and what happened there.</summary>
    /// <param name="moved">How much has happened since: how far its last event is.</param>
    public Task SaveAsync(
        string id, JsonObject data, ExecutionResult? result, IReadOnlyList<(string Type, string State, JsonObject Details)> more, int moved = 0)
    {
        var input = new JsonObject { ["service"] = data["service"]?.DeepClone() };
        (string Type, string? State, JsonObject Details)[] told =
        [
            ("ExecutionStarted", null, new JsonObject { ["input"] = input.DeepClone() }),
            ("TaskStateEntered", "Parse", new JsonObject { ["input"] = input.DeepClone() }),
            ("TaskStateExited", "Parse", new JsonObject { ["output"] = data.DeepClone() }),
            ("ChoiceStateEntered", "CrashFound", new JsonObject { ["input"] = data.DeepClone() }),
            ("ChoiceStateExited", "CrashFound", new JsonObject { ["output"] = data.DeepClone() }),
            ("TaskStateEntered", "Dedupe", new JsonObject { ["input"] = data.DeepClone() }),
            .. more,
        ];
        var events = told.Select((happened, at) => new HistoryEvent(
            at + 1, at, Noon.AddSeconds(at == told.Length - 1 ? at + moved : at), happened.Type, happened.State, happened.Details)).ToArray();
        var position = new Position
        {
            State = result is ExecutionResult.Succeeded ? "Healed" : "Dedupe",
            Input = data.DeepClone(),
            Variables = new Dictionary<string, JsonNode?>(),
            PreviousEventId = events.Length,
        };
        return host.Runs.SaveAsync(
            new Snapshot(new ExecutionInfo($"arn:{id}", id, input, Noon), position, events.Length + moved, result), events, TestContext.Current.CancellationToken);
    }

    /// <summary>Does to the stored runs what no SelfHealing does.</summary>
    public async Task DamageAsync(string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = places.Database, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        host.Dispose();
        home.Dispose();
    }
}
