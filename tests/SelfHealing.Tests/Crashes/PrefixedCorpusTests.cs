using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class PrefixedCorpusTests
{
    [Theory]
    [InlineData("api-2  | ", 4)]
    [InlineData("2024-06-11T09:30:01.547316998Z stderr F ", 4)]
    [InlineData("Mar 03 11:04:10 ip-10-2-7-19 app[4411]: ", 4)]
    [InlineData("2025-03-04T11:04:10.601983+00:00 app[web.2]: ", 4)]
    [InlineData("2024-06-11 09:30:01,123 ERROR [worker-3] app.runner: ", 6)]
    [InlineData("node7 shop-web-7d4b9 ", 13)]
    public void Nearly_every_trace_is_the_same_behind_a_prefix_on_each_line(string prefix, int misses)
    {
        var wrong = CorpusTrace.All
            .Where(t => t.Read().Crashes[^1] is var plain && Prefixed(t, prefix) is var crash && (crash?.Fingerprint != plain.Fingerprint || crash.Message != plain.Message))
            .Select(t => t.Id)
            .ToList();

        wrong.Count.ShouldBeLessThanOrEqualTo(misses, string.Join(' ', wrong));
    }

    static Crash? Prefixed(CorpusTrace trace, string prefix) =>
        CrashReader.Read([new LogEvent("log", null, string.Join('\n', trace.Raw.ReplaceLineEndings("\n").Split('\n').Select(line => prefix + line)))]).Crashes.LastOrDefault();
}
