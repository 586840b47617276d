using System.Diagnostics;
using System.Globalization;
using SelfHealing.Benchmarks;
using SelfHealing.Benchmarks.Starts;
using SelfHealing.Benchmarks.Storms;
using SelfHealing.Crashes;
using SelfHealing.Tests.Ingest.Doubles;

if (args is ["fetching"])
{
    await Fetching.RunAsync();
    return 0;
}
if (args is ["start", var bootstrap])
    return await ColdStart.RunAsync(bootstrap);
if (args is ["order", var withSymbols])
    return await StartOrder.RunAsync(withSymbols);

// Reads the same batches as the sample does, side by side in one run: unpack and MD5 there; unpack, parse every trace and fingerprint it here.
// The fastest batch counts, on both sides: what slows the others down is the machine's other work.
const double Seconds = 3;

var storm = new LogStorm(Events: 1_000_000, Bugs: 1000, Batches: 5000, Hosts: 20);
if (args is ["storm"])
{
    foreach (var functions in new[] { 1, 10 })
        await StormRun.RunAsync(storm, TimeSpan.FromMinutes(10), functions);
    return 0;
}
if (args is ["storm", "--native", var native, .. var functionCount])
    return await NativeStorm.RunAsync(native, storm, functionCount is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 1);

foreach (var (name, batch) in new[] { ("mixed log, 1 crash in 100 events", Batches.Mixed()), ("crashes only", Batches.CrashesOnly()) })
{
    var (theirs, theirIssues) = Baseline(batch);
    var (ours, megabytes, issues) = Ours(batch);
    Console.WriteLine(name);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  detect_error (unpack, MD5)          {theirs,12:N0} events/s  {theirIssues,5} issues"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  here (unpack, parse, fingerprint)   {ours,12:N0} events/s  {issues,5} issues  {megabytes:N0} MB/s of log"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio                               {ours / theirs,12:N1}"));
}
return 0;

static (double EventsPerSecond, int Issues) Baseline(byte[] batch)
{
    var file = Path.GetTempFileName();
    File.WriteAllBytes(file, batch);
    var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, UseShellExecute = false };
    start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "detect_error.py"));
    start.ArgumentList.Add(file);
    start.ArgumentList.Add(Seconds.ToString(CultureInfo.InvariantCulture));
    using var python = Process.Start(start)!;
    var fields = python.StandardOutput.ReadToEnd().Split(' ');
    python.WaitForExit();
    File.Delete(file);
    return (double.Parse(fields[0], CultureInfo.InvariantCulture), int.Parse(fields[1], CultureInfo.InvariantCulture));
}

static (double EventsPerSecond, double MegabytesPerSecond, int Issues) Ours(byte[] batch)
{
    var payload = new Payload();
    for (var warmUp = Stopwatch.StartNew(); warmUp.Elapsed.TotalSeconds < Seconds;)
        CrashReader.Read(payload.Events(batch));
    var issues = 0;
    var fastest = TimeSpan.MaxValue;
    for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < Seconds;)
    {
        var start = clock.Elapsed;
        issues = CrashReader.Read(payload.Events(batch)).Crashes.DistinctBy(c => c.Fingerprint).Count();
        var elapsed = clock.Elapsed - start;
        fastest = elapsed < fastest ? elapsed : fastest;
    }
    return (Batches.Events / fastest.TotalSeconds, payload.Size / fastest.TotalSeconds / 1e6, issues);
}
