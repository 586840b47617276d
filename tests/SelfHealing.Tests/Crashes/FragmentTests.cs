using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class FragmentTests
{
    const string Python = """
        Traceback (most recent call last):
          File "/app/main.py", line 9, in <module>
            main()
          File "/app/shop/cart.py", line 5, in total
            return item["price"] * n
        KeyError: 'price'
        """;

    const string Java = """
        java.lang.IllegalStateException: cart is locked
        	at com.acme.Cart.total(Cart.java:12)
        	at com.acme.Main.main(Main.java:3)
        Caused by: java.lang.NullPointerException: no owner
        	at com.acme.Owner.name(Owner.java:7)
        	... 1 more
        """;

    [Fact]
    public void A_trace_of_one_line_per_event_is_put_together_between_other_lines_and_other_streams()
    {
        var events = Weave(Lines("a", Python), Lines("b", Java), Lines("a", "GET /health 200\nGET /health 200\nworker idle\nGET /cart 500\nGET /health 200\nworker idle\n"));

        var crashes = CrashReader.Read(events).Crashes;

        crashes.Count.ShouldBe(2);
        crashes.Single(c => c.Source == "a").Culprit.ShouldBe(new StackFrame("/app/shop/cart.py", 5, "total", true) { SourceLine = "return item[\"price\"] * n" });
        var java = crashes.Single(c => c.Source == "b");
        java.ExceptionType.ShouldBe("java.lang.IllegalStateException");
        java.Causes.ShouldHaveSingleItem().Message.ShouldBe("no owner");
    }

    [Fact]
    public void A_batch_whose_lines_came_out_of_order_is_read_in_the_order_of_their_times()
    {
        var start = new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
        var lines = Python.Split('\n').Select((line, i) => new LogEvent("a", start.AddMilliseconds(i / 2), line)).ToList();
        var whole = CrashReader.Read(lines).Crashes.ShouldHaveSingleItem();
        List<LogEvent> lateHalfFirst = [.. lines[4..], .. lines[..4]];

        var crash = CrashReader.Read(lateHalfFirst).Crashes.ShouldHaveSingleItem();

        crash.Fingerprint.ShouldBe(whole.Fingerprint);
        crash.Frames.Count.ShouldBe(2);
        crash.Cut.ShouldBeFalse();
    }

    [Fact]
    public void Whole_and_in_lines_a_trace_has_the_same_fingerprint() =>
        CrashReader.Read(Lines("a", Java)).Crashes.Single().Fingerprint.ShouldBe(CrashReader.Read([new LogEvent("b", null, Java)]).Crashes.Single().Fingerprint);

    [Fact]
    public void A_trace_that_the_batch_ends_in_is_read_as_far_as_it_goes_and_says_that_it_is_cut()
    {
        var crash = CrashReader.Read(Lines("a", Python).SkipLast(1)).Crashes.ShouldHaveSingleItem();

        crash.Cut.ShouldBeTrue();
        crash.Culprit!.Line.ShouldBe(5);
        CrashReader.Read(Lines("a", Python)).Crashes.Single().Cut.ShouldBeFalse();
    }

    [Fact]
    public void A_trace_whose_beginning_is_in_an_earlier_batch_is_read_from_its_first_whole_line()
    {
        var crash = CrashReader.Read(Lines("a", Java).Skip(1)).Crashes.ShouldHaveSingleItem();

        crash.ExceptionType.ShouldBe("");
        crash.Cut.ShouldBeTrue();
        crash.Culprit!.Function.ShouldBe("com.acme.Cart.total");
    }

    [Fact]
    public void A_trace_that_fills_an_event_to_its_limit_is_cut()
    {
        var frames = string.Concat(Enumerable.Range(0, 9000).Select(i => $"  File \"/app/m{i}.py\", line {i + 1}, in f\n"));
        var text = ("Traceback (most recent call last):\n" + frames)[..((256 * 1024) - 26)];

        var crash = CrashReader.Read([new LogEvent("a", null, text), new LogEvent("a", null, "KeyError: 'of another trace'")]).Crashes.ShouldHaveSingleItem();

        crash.Cut.ShouldBeTrue();
        crash.ExceptionType.ShouldBe("");
        crash.Frames.Count.ShouldBeLessThanOrEqualTo(4000);
    }

    [Fact]
    public void Two_traces_in_a_row_are_two_crashes()
    {
        CrashReader.Read([new LogEvent("a", null, Python + "\n" + Python.Replace("line 5", "line 6", StringComparison.Ordinal))]).Crashes.Count.ShouldBe(2);
        CrashReader.Read([new LogEvent("a", null, Java + "\n" + Java)]).Crashes.Count.ShouldBe(2);
    }

    [Fact]
    public void A_crash_is_as_old_as_the_event_that_it_begins_in()
    {
        var start = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        var events = Python.Split('\n').Select((line, i) => new LogEvent("a", start.AddSeconds(i), line));

        CrashReader.Read(events).Crashes.Single().LoggedAt.ShouldBe(start);
        CrashReader.Read(Python.Split('\n').Select(line => new LogEvent("a", null, "2026-03-01T12:00:00.123456789+02:00 stderr F " + line))).Crashes.Single()
            .LoggedAt.ShouldBe(start.AddTicks(1234567));
    }

    static IEnumerable<LogEvent> Lines(string stream, string text) => text.TrimEnd('\n').Split('\n').Select(line => new LogEvent(stream, null, line));

    static IEnumerable<LogEvent> Weave(params IEnumerable<LogEvent>[] sources)
    {
        var queues = sources.Select(s => new Queue<LogEvent>(s)).ToList();
        while (queues.Any(q => q.Count > 0))
        {
            foreach (var queue in queues.Where(q => q.Count > 0))
                yield return queue.Dequeue();
        }
    }
}
