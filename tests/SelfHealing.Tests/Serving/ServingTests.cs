using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Serving;

/// <summary>Where <c>selfheal serve</c> listens, and how it ends.</summary>
public sealed class ServingTests
{
    [Fact]
    public async Task Settings_of_another_program_in_the_working_folder_and_in_the_environment_change_nothing()
    {
        using var home = new TemporaryFolder();
        using var service = new TemporaryFolder();
        await File.WriteAllTextAsync(
            service.Combine("appsettings.json"),
            """{"Kestrel": {"Endpoints": {"All": {"Url": "http://0.0.0.0:0"}}}}""",
            TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "selfheal.dll"), "serve", "--port", "0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = service,
            Environment =
            {
                ["SELFHEAL_HOME"] = home, ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_URLS"] = "http://0.0.0.0:0",
                ["ASPNETCORE_PREFERHOSTINGURLS"] = "true", ["Kestrel__Endpoints__More__Url"] = "http://0.0.0.0:0",
            },
        };
        using var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
                && !line.StartsWith("Serving on http://127.0.0.1:", StringComparison.Ordinal))
            {
                line.ShouldNotStartWith("Serving on");
            }
            Listening(process.Id).ShouldHaveSingleItem().ShouldStartWith("0100007F:");
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_proxy_that_gives_requests_this_machines_name_does_not_pass_on_the_runs(string header, string value)
    {
        using var selfheal = new SelfHeal();
        await using var server = await SelfHealServer.StartAsync(selfheal);
        using var client = new HttpClient();
        foreach (var (address, status) in ((Uri, int)[])[(server.Door, 421), (new Uri(server.Address, "runs/x"), 421), (new Uri(server.Address, "approvals/x"), 404)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { header, value } } };
            ((int)(await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(status);
        }
    }

    [Fact]
    public async Task What_is_kept_of_runs_is_for_its_owner_alone()
    {
        using var folder = new TemporaryFolder();
        using var selfheal = new SelfHeal { HomeFolder = folder.Combine("new") };

        await selfheal.RunAsync("runs");

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder.Combine("new")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task It_stops_at_once_though_someone_is_still_sending()
    {
        using var selfheal = new SelfHeal();
        var server = await SelfHealServer.StartAsync(selfheal);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: 127.0.0.1:{server.Address.Port}\r\nContent-Length: 1000\r\n\r\nslow"),
            TestContext.Current.CancellationToken);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();

        await server.DisposeAsync();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    // The local addresses of the sockets that a process listens on, as Linux writes them: little-endian hexadecimal.
    static List<string> Listening(int process)
    {
        const string Listen = "0A";
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToHashSet();
        return [.. ((string[])["tcp", "tcp6"])
            .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == Listen && sockets.Contains($"socket:[{columns[9]}]"))
            .Select(columns => columns[1])];
    }
}
