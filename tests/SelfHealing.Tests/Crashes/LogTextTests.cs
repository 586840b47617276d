using System.Text;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class LogTextTests
{
    [Fact]
    public void Lines_are_events_of_the_file() =>
        Lines("a\nb\r\n\nc").ShouldBe([new LogEvent("app.log", null, "a"), new LogEvent("app.log", null, "b"), new LogEvent("app.log", null, ""), new LogEvent("app.log", null, "c")]);

    [Fact]
    public void A_byte_order_mark_NULs_and_broken_UTF8_do_no_harm()
    {
        byte[] bytes = [0xef, 0xbb, 0xbf, (byte)'a', 0, 0xff, (byte)'b', (byte)'\n', 0xc3];
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);

        LogText.Lines(reader, "app.log").Select(e => e.Message).ShouldBe(["a\ufffdb", "\ufffd"]);
    }

    [Fact]
    public void A_line_that_never_ends_is_cut_and_marked()
    {
        var events = Lines(new string('x', LogText.MaxLine + 100) + "\nnext");

        events[0].Message.Length.ShouldBeLessThan(LogText.MaxLine + 10);
        events[0].Message.ShouldEndWith("[…]");
        events[1].Message.ShouldBe("next");
    }

    [Fact]
    public void Lines_are_read_as_they_are_asked_for()
    {
        using var reader = new EndlessReader();

        LogText.Lines(reader, "app.log").Take(3).Count().ShouldBe(3);
    }

    static List<LogEvent> Lines(string text) => LogText.Lines(new StringReader(text), "app.log").ToList();

    sealed class EndlessReader : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            buffer.AsSpan(index, count).Fill('\n');
            return count;
        }
    }
}
