using System.CommandLine;
using System.Text.Json;
using SelfHealing.Cli.Hosting;
using SelfHealing.Crashes;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal parse</c>: what is read from logs, without healing anything.</summary>
static class ParseCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "Log files; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print one JSON line per crash." };
        var command = new Command("parse", "Show the crashes that logs hold.") { files, json };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetRequiredValue(files), parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string[] files, bool json, CancellationToken cancellation)
    {
        var found = false;
        foreach (var file in files)
        {
            var log = LogFile.Read(file, surroundings.Input).Redacted(surroundings.Redactor);
            foreach (var crash in log.Reading.Crashes)
            {
                found = true;
                var text = json ? JsonSerializer.Serialize(CrashLine.Of(crash), CrashLines.Readable.CrashLine) : Describe(crash);
                await surroundings.Output.WriteLineAsync(text.AsMemory(), cancellation);
            }
            foreach (var signal in log.Reading.Signals)
                await surroundings.Error.WriteLineAsync($"{signal.Source}: not a fault of the code: {signal.Signal.Reason}".AsMemory(), cancellation);
        }
        return (int)(found ? ExitCode.Healed : ExitCode.NothingToHeal);
    }

    static string Describe(Crash crash)
    {
        var culprit = crash.Culprit is { } frame ? $"\n  at {frame.File}:{frame.Line} in {frame.Function}" : "";
        var signal = crash.Signal is { } known ? $"\n  not a fault of the code: {known.Reason}" : "";
        return $"{crash.Source}: {crash.Language}: {crash.ExceptionType}: {PlainText.OneLine(crash.Message)}{PlainText.Lines(culprit)}\n  {crash.Fingerprint}, {crash.Frames.Count} frames, {crash.Causes.Count} causes{signal}";
    }
}
