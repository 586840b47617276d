using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Benchmarks.Starts;

/// <summary>
/// A function's first event, from the start of its process, side by side: the native executable, and Python with boto3 as the sample's
/// functions use it. Both get a crash, and write once to a service on this machine.
/// </summary>
static class ColdStart
{
    const int Runs = 11;

    const string Trace =
        """
        Traceback (most recent call last):
          File "/var/task/handlers/order.py", line 10, in handler
            return create(json.loads(event["body"]), context)
          File "/var/task/services/pricing.py", line 7, in line_total
            return Decimal(item["price"]) * item["quantity"]
        KeyError: 'price'
        """;

    /// <summary>Measures and prints.</summary>
    /// <param name="bootstrap">The published native executable.</param>
    public static async Task<int> RunAsync(string bootstrap)
    {
        if (!File.Exists(bootstrap))
        {
            await Console.Error.WriteLineAsync($"There is no {bootstrap}. Make it: dotnet publish src/SelfHealing.Lambda -r linux-x64 -o artifacts/native-lambda");
            return 2;
        }
        var python = await LibrariesOfPythonAsync();
        if (python is null)
        {
            Console.WriteLine("Skipped: there is no python3 with boto3 to compare with (Debian: apt-get install python3-boto3).");
            return 0;
        }
        var payload = Payload();
        var script = Path.Combine(AppContext.BaseDirectory, "function_start.py");
        // One start of each in turn: what slows the machine down slows both.
        var (ours, theirs) = (new List<Start>(), new List<Start>());
        for (var run = 0; run <= Runs; run++)
        {
            ours.Add(await StartAsync(new ProcessStartInfo(bootstrap), payload));
            theirs.Add(await StartAsync(new ProcessStartInfo("python3", [script]), payload));
        }
        var zipped = (Ours: Zipped(Path.GetDirectoryName(Path.GetFullPath(bootstrap))!, file => Path.GetExtension(file) is "" or ".so"), Theirs: python.Sum(folder => Zipped(folder, file => !file.EndsWith(".pyc", StringComparison.Ordinal))));

        Console.WriteLine($"{"",-34}{"bootstrap",12}{"python3+boto3",15}{"ratio",8}");
        Print("start to first /next, ms", Middle(ours, start => start.Asked.TotalMilliseconds), Middle(theirs, start => start.Asked.TotalMilliseconds));
        Print("event to first response, ms", Middle(ours, start => start.Answered.TotalMilliseconds), Middle(theirs, start => start.Answered.TotalMilliseconds));
        Print("start to first response, ms", Middle(ours, Total), Middle(theirs, Total));
        Print("peak memory to first /next, MiB", Middle(ours, start => start.AskedMegabytes), Middle(theirs, start => start.AskedMegabytes));
        Print("peak memory to response, MiB", Middle(ours, start => start.PeakMegabytes), Middle(theirs, start => start.PeakMegabytes));
        Print("zipped, MB", zipped.Ours / 1e6, zipped.Theirs / 1e6);
        return 0;

        static double Total(Start start) => (start.Asked + start.Answered).TotalMilliseconds;
    }

    /// <summary>The event: a crash in Python.</summary>
    public static byte[] Payload() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["service"] = new JsonObject { ["name"] = "orders", ["repository"] = "", ["branch"] = null, ["root"] = "", ["model"] = "patterns", ["verify"] = null },
        ["source"] = "orders",
        ["log"] = Trace,
        ["fingerprint"] = null,
    }.ToJsonString());

    /// <summary>Has the process look for its events and services at the server.</summary>
    public static void Configure(ProcessStartInfo info, FunctionServer server)
    {
        foreach (var (name, value) in new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_LAMBDA_RUNTIME_API"] = server.Address,
            ["ANNOTATIONS_HANDLER"] = "Parse",
            ["SELFHEAL_ARTIFACTS_BUCKET"] = "artifacts",
            ["AWS_ENDPOINT_URL"] = $"http://{server.Address}",
            ["AWS_ACCESS_KEY_ID"] = "key",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_DEFAULT_REGION"] = "eu-central-1",
        })
        {
            info.Environment[name] = value;
        }
        info.UseShellExecute = false;
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
    }

    static async Task<Start> StartAsync(ProcessStartInfo info, byte[] payload)
    {
        using var server = new FunctionServer(FreePort(), payload);
        Configure(info, server);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(info)!;
        var askedPeak = 0.0;
        var (asked, answered, _) = await server.ServeAsync(clock, onAsked: () => askedPeak = PeakMegabytes(process.Id)).WaitAsync(TimeSpan.FromSeconds(30));
        var peak = PeakMegabytes(process.Id);
        process.Kill();
        await process.WaitForExitAsync();
        return new Start(asked, answered - asked, askedPeak, peak);
    }

    static double PeakMegabytes(int process) => double.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;

    // The folders of boto3 and what it needs; null without it.
    static async Task<string[]?> LibrariesOfPythonAsync()
    {
        const string Program = "import boto3, botocore, s3transfer, jmespath, dateutil, urllib3; print('\\n'.join(m.__path__[0] for m in (boto3, botocore, s3transfer, jmespath, dateutil, urllib3)))";
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Program]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return python.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static long Zipped(string folder, Predicate<string> isDeployed)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => isDeployed(file)))
                zip.CreateEntryFromFile(file, Path.GetRelativePath(folder, file), CompressionLevel.Optimal);
        }
        return buffer.Length;
    }

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }

    // The first start reads the files from the disk.
    static double Middle(List<Start> starts, Func<Start, double> value) => starts.Skip(1).Select(value).Order().ElementAt(Runs / 2);

    static void Print(string name, double ours, double theirs) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-34}{ours,12:0.0}{theirs,15:0.0}{theirs / ours,8:0.0}"));

    /// <summary>One start: the time until the function asks for its first event, then until it has answered, and the most memory until each.</summary>
    sealed record Start(TimeSpan Asked, TimeSpan Answered, double AskedMegabytes, double PeakMegabytes);
}
