using CsCheck;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class RobustnessTests
{
    static readonly string[] Traces = CorpusTrace.All.Select(t => t.Raw).Where(r => r.Length < 6000).ToArray();

    static readonly string[] Pieces =
    [
        "Traceback (most recent call last):", "  File \"", "\", line 3, in ", "  at ", "\tat a.b(C.java:1)", "goroutine 1 [running]:", "panic: ", "{\"stack\":\"", ":in `x'", "Caused by: ", " ---> ", "\n", "\r", " | ", "+-+---------------- 1 ----------------", "a.rb:1", "}", "{", "[", "\0",
    ];

    static readonly Gen<string> Mutated = Gen.Select(AnyOf(Traces), AnyOf(Traces), Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 4], Gen.Char,
        (a, b, x, y, kind, c) =>
        {
            var (i, j) = ((int)(x * a.Length), (int)(y * b.Length));
            return kind switch
            {
                0 => a[..i],
                1 => a[i..],
                2 => a[..i] + b[j..],
                3 => a[..i] + c + a[i..],
                _ => string.Join('\n', a.Split('\n').Zip(b.Split('\n'), (l, r) => l + "\n" + r)),
            };
        });

    [Fact]
    public void Mutated_cut_and_spliced_traces_are_read_without_an_exception() =>
        Mutated.Sample(text =>
        {
            foreach (var crash in Read(text).Concat(ReadLines(text)))
                IsWellFormed(crash).ShouldBeTrue();
        }, iter: 3000);

    [Fact]
    public void A_time_that_is_cut_short_is_text() => Read("2024-08-12T12:26:n apply and more").ShouldBeEmpty();

    [Fact]
    public void Any_text_is_read_without_an_exception() =>
        Gen.OneOf(Gen.String, AnyOf(Pieces))
            .List[0, 40].Select(string.Concat)
            .Sample(text => Read(text).ToList().TrueForAll(IsWellFormed).ShouldBeTrue(), iter: 3000);

    [Theory]
    [InlineData("(")]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    [InlineData("  at ")]
    [InlineData(" at x(")]
    [InlineData("File \"")]
    [InlineData(":in `")]
    [InlineData("panic: ")]
    [InlineData("'")]
    [InlineData("Error: ")]
    [InlineData("a.b.")]
    [InlineData(" ---> ")]
    [InlineData("Traceback (most recent call last):\n")]
    [InlineData("Caused by: a.B: c\n")]
    [InlineData("\tat a.b.C.d(E.java:1)\n")]
    [InlineData("x.Y: z\n\tat a.b.C.d(E.java:1)\n")]
    [InlineData("    at f (/a.js:1:2)\n")]
    [InlineData("  File \"/a.py\", line 1, in f\n")]
    [InlineData("    | Traceback (most recent call last):\n")]
    [InlineData("  +-+---------------- 1 ----------------\n")]
    [InlineData("goroutine 1 [running]:\nmain.f()\n\t/a.go:1\n")]
    [InlineData("\tfrom /a.rb:1:in 'f'\n")]
    [InlineData("{\n")]
    [InlineData("   at A.B() in /a.cs:line 1\n")]
    [InlineData("errorType ")]
    public void Work_grows_no_faster_than_the_text(string piece)
    {
        var small = Allocated(piece, 100_000);
        var large = Allocated(piece, 1_600_000);

        // Sixteen times the text: a quadratic reader would allocate 256 times as much. Allocation is the same on every machine.
        large.ShouldBeLessThan((small * 40) + 20_000_000);
    }

    [Theory]
    [InlineData("  at (")]
    [InlineData("Caused by: x.Y: ")]
    [InlineData("{\"stack\":{\"a\":")]
    [InlineData("\"a\", line 1 ")]
    public void Ten_megabytes_on_one_line_are_read(string piece) => Read(Repeat(piece, 10_000_000)).Count.ShouldBeLessThan(2);

    [Fact]
    public void A_log_of_a_hundred_megabytes_is_read_in_bounded_memory()
    {
        var line = "2024-06-11 09:30:01.123 INFO order placed at line 12 of the form " + new string('x', 900);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;

        CrashReader.Read(Events()).Crashes.ShouldBeEmpty();

        // The log takes 200 MB of memory; what other tests hold meanwhile counts too.
        (peak - before).ShouldBeLessThan(60_000_000);

        IEnumerable<LogEvent> Events()
        {
            for (var i = 0; i < 100_000; i++)
            {
                if (i % 20_000 == 0)
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                yield return new LogEvent("s", null, i + line);
            }
        }
    }

    static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static long Allocated(string piece, int length)
    {
        var text = Repeat(piece, length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    static bool IsWellFormed(Crash crash) =>
        crash.Fingerprint.Length == 35 && crash.ExceptionType is not null && crash.Frames.All(f => f.File is not null || f.Function is not null || f.Line is not null)
        && (crash.Culprit is null || (crash.Culprit.InApp && crash.Culprit.File is not null));

    static IReadOnlyList<Crash> Read(string text) => CrashReader.Read([new LogEvent("log", null, text)]).Crashes;

    static IReadOnlyList<Crash> ReadLines(string text) => CrashReader.Read(text.Split('\n').Select(line => new LogEvent("log", null, line))).Crashes;
}
