using System.Text;
using SelfHealing.Cli.Hosting;
using SelfHealing.Crashes;
using SelfHealing.Redaction;

namespace SelfHealing.Cli.Commands;

/// <summary>A log as it was read.</summary>
sealed record LogFile(string Name, LogReading Reading)
{
    /// <summary>What a run is started for: every bug once, and every kind of failure that left no trace once.</summary>
    public IEnumerable<LogFinding> Findings =>
        Reading.Crashes.DistinctBy(crash => crash.Fingerprint)
            .Select(LogFinding.Of)
            .Concat(Reading.Signals.DistinctBy(found => found.Signal.Kind)
                .Select(found => LogFinding.Of(found.Source, found.Line)));

    /// <summary>The same, without the secrets that it holds.</summary>
    public LogFile Redacted(Redactor redactor) => this with
    {
        Reading = new LogReading(
            [.. Reading.Crashes.Select(redactor.Redact)],
            [.. Reading.Signals.Select(found => found with { Line = redactor.Redact(found.Line) })]),
    };

    /// <summary>Reads a file, or standard input for <c>-</c>, in bounded memory.</summary>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static LogFile Read(string path, TextReader standardInput)
    {
        if (path == "-")
            return new LogFile("standard input", CrashReader.Read(LogText.Lines(standardInput, "-")));
        try
        {
            using var file = Open(path);
            return new LogFile(path, CrashReader.Read(LogText.Lines(file, Path.GetFileName(path))));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The log {path} cannot be read: {problem.Message}");
        }
    }

    // PowerShell writes UTF-16; anything else is UTF-8, with whatever is wrong in it.
    static StreamReader Open(string path)
    {
        var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        var isUtf16 = file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start is [0xFF, 0xFE, not 0, 0];
        file.Position = 0;
        return new StreamReader(file, isUtf16 ? Encoding.Unicode : Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
    }
}
