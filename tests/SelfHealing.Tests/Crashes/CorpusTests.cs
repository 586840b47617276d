namespace SelfHealing.Tests.Crashes;

public class CorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("python")]
    [InlineData("java")]
    [InlineData("javascript")]
    [InlineData("csharp")]
    [InlineData("go")]
    [InlineData("ruby")]
    public void Type_and_culprit_are_right_in_98_of_100_traces(string language)
    {
        var traces = CorpusTrace.All.Where(t => t.Language == language).ToList();
        var misses = new List<string>();
        int frames = 0, messages = 0, byLine = 0;
        foreach (var trace in traces)
        {
            // A log may hold more than one trace; the labels are the last one's.
            var crash = trace.Read().Crashes.LastOrDefault();
            var culprit = CorpusTrace.Describe(crash?.Culprit);
            if (crash is null || crash.Language != language || crash.ExceptionType != trace.ExceptionType || culprit != trace.Culprit)
                misses.Add($"{trace.Id}: '{crash?.ExceptionType}' at {culprit}, expected '{trace.ExceptionType}' at {trace.Culprit}");
            if (crash is null)
                continue;
            frames += crash.Frames.Select(f => CorpusTrace.Describe(f) + (f.InApp ? " *" : "")).SequenceEqual(trace.Frames) ? 1 : 0;
            messages += crash.Message == trace.Message ? 1 : 0;
            var line = trace.ReadLineByLine().Crashes.LastOrDefault();
            byLine += line?.Fingerprint == crash.Fingerprint && line.Message == crash.Message && line.Culprit == crash.Culprit ? 1 : 0;
        }
        output.WriteLine($"{language}: type and culprit {traces.Count - misses.Count}/{traces.Count}, frames {frames}, messages {messages}, the same line by line {byLine}");
        misses.Count.ShouldBeLessThanOrEqualTo(traces.Count * 2 / 100, string.Join('\n', misses));
        frames.ShouldBeGreaterThanOrEqualTo(traces.Count * 98 / 100);
        messages.ShouldBeGreaterThanOrEqualTo(traces.Count * 96 / 100);
        byLine.ShouldBeGreaterThanOrEqualTo(traces.Count * 98 / 100);
    }
}
