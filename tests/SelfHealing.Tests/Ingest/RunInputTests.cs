using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SelfHealing.Crashes;
using SelfHealing.Ingest;
using SelfHealing.Issues;
using SelfHealing.Tests.Ingest.Doubles;

namespace SelfHealing.Tests.Ingest;

public class RunInputTests
{
    const int StepFunctionsLimit = 256 * 1024;

    static readonly string Crash = LogStorm.Crash(1, new Random(1));

    static readonly string Fingerprint = CrashReader.Read([new LogEvent("", null, Crash)]).Crashes.Single().Fingerprint;

    [Fact]
    public void Log_text_that_fits_is_handed_on_as_it_is() => LogOf(Crash).ShouldBe(Crash);

    [Theory]
    [InlineData("an ordinary line of a log")]
    [InlineData("日本語のログ行です。絵文字も 🎉")]
    [InlineData("\u0001\u0002 \"quoted\\\" \t")]
    public void Log_text_that_is_too_long_is_cut_with_a_mark_around_the_crash(string line)
    {
        var log = string.Join('\n', Enumerable.Repeat(line, 400_000 / line.Length)) + "\n" + Crash;

        var cut = LogOf(log);

        cut.ShouldContain("lines cut …]");
        cut.ShouldContain("KeyError: 'price'");
        CrashReader.Read([new LogEvent("", null, cut)]).Crashes.ShouldHaveSingleItem().Fingerprint.ShouldBe(Fingerprint);
    }

    [Fact]
    public void A_crash_at_the_beginning_of_much_text_is_kept_too()
    {
        var log = Crash + "\n" + string.Join('\n', Enumerable.Range(0, 20_000).Select(number => $"line {number} of what came after"));

        CrashReader.Read([new LogEvent("", null, LogOf(log))]).Crashes.ShouldHaveSingleItem().Fingerprint.ShouldBe(Fingerprint);
    }

    [Fact]
    public void One_endless_line_is_cut_in_the_middle() =>
        LogOf("begin" + new string('x', 500_000) + "end").ShouldBe($"begin{new string('x', 995)} [… 498008 characters cut …] {new string('x', 997)}end");

    [Fact]
    public void Any_log_text_fits_into_the_input() =>
        Gen.String[Gen.Char, 0, 400].Array[0, 20].Sample(
            lines => Encoding.UTF8.GetByteCount(InputOf(string.Join('\n', lines.SelectMany(line => Enumerable.Repeat(line, 200))))) < StepFunctionsLimit,
            iter: 200);

    [Theory]
    [InlineData("orders")]
    [InlineData("service with spaces/and (much) more than thirty letters – ümläute")]
    [InlineData("")]
    public void The_name_of_a_run_is_one_that_Step_Functions_takes(string service) =>
        RunName.Of(new IssueKey(service, "signal:OutOfMemory"), DateTimeOffset.UnixEpoch).ShouldMatch("^[0-9A-Za-z_-]{1,80}$");

    [Fact]
    public void Services_with_the_same_beginning_have_runs_of_their_own()
    {
        var one = RunName.Of(new IssueKey(new string('a', 40) + "-one", "v1:0123456789abcdef0123456789abcdef"), DateTimeOffset.UnixEpoch);
        var two = RunName.Of(new IssueKey(new string('a', 40) + "-two", "v1:0123456789abcdef0123456789abcdef"), DateTimeOffset.UnixEpoch);

        one.ShouldNotBe(two);
    }

    static string LogOf(string log) => (string)JsonNode.Parse(InputOf(log))!["log"]!;

    static string InputOf(string log) => RunInput.Of(FixedSettings.Service, "/services/orders/i-1", log, Fingerprint);
}
