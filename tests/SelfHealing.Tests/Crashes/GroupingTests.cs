using System.Text.Json.Nodes;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class GroupingTests(ITestOutputHelper output)
{
    [Fact]
    public void Pairs_of_log_texts_are_grouped_as_people_group_them()
    {
        int same = 0, sameRight = 0, different = 0, differentRight = 0;
        var wrong = new List<string>();
        foreach (var pair in File.ReadLines(CorpusTrace.DataPath("grouping-pairs.jsonl")).Select(line => JsonNode.Parse(line)!))
        {
            var isSame = (bool)pair["same"]!;
            var a = Fingerprint((string)pair["a"]!);
            var b = Fingerprint((string)pair["b"]!);
            var right = a is not null && b is not null && a == b == isSame;
            if (isSame)
                (same, sameRight) = (same + 1, sameRight + (right ? 1 : 0));
            else
                (different, differentRight) = (different + 1, differentRight + (right ? 1 : 0));
            if (!right)
                wrong.Add($"{pair["id"]} {(isSame ? "same" : "different")} {pair["language"]}: {pair["why"]} ({a} {b})");
        }
        output.WriteLine(string.Join('\n', wrong));
        output.WriteLine($"same pairs right {sameRight}/{same}, different pairs right {differentRight}/{different}");
        sameRight.ShouldBeGreaterThanOrEqualTo((same * 97 + 99) / 100);
        differentRight.ShouldBeGreaterThanOrEqualTo((different * 99 + 99) / 100);
    }

    static string? Fingerprint(string raw) => CrashReader.Read([new LogEvent("log", null, raw)]).Crashes.LastOrDefault()?.Fingerprint;
}
