using System.Text.Json.Nodes;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class NoCrashTests
{
    public static TheoryData<string> OrdinaryLogs => new(File.ReadLines(CorpusTrace.DataPath("traces-negative.jsonl")).Select(line => (string)JsonNode.Parse(line)!["raw"]!));

    [Theory]
    [MemberData(nameof(OrdinaryLogs))]
    [InlineData("The customer says: \"Exception in thread main\" appeared at line 3 of the report.")]
    [InlineData("An Exception is thrown at the end when a File \"config.ini\", line 3, in production is missing.")]
    [InlineData("SELECT e.Exception, e.StackTrace FROM Errors e WHERE e.Message LIKE '%NullPointerException: at %' -- at line 4")]
    [InlineData("{\"level\":\"info\",\"msg\":\"deployed\",\"errors\":[],\"error\":null,\"stack\":\"production\",\"trace\":\"4bf92f3577b34da6\"}")]
    [InlineData("{\"errorType\":\"none\",\"stackTrace\":[]}")]
    [InlineData("!function(e,t){\"object\"==typeof exports?t(exports):t(e.x={})}(this,function(e){function t(n){throw Error(\"at x (y:1:2)\")}});")]
    [InlineData("meet me at noon (room 4:12:30) or  at Bob's (x)")]
    [InlineData("\"main\" #1 prio=5 os_prio=0 tid=0x00 nid=0x1 runnable\n   java.lang.Thread.State: RUNNABLE\n\tat java.net.SocketInputStream.read(SocketInputStream.java:171)\n\tat com.acme.Shop.run(Shop.java:12)\n")]
    [InlineData("Stack (most recent call last):\n  File \"/app/main.py\", line 3, in <module>\n    main()\n  File \"/app/main.py\", line 2, in main\n    log.info(\"here\", stack_info=True)\n")]
    [InlineData("Trace: here\n    at Object.<anonymous> (/srv/main.js:1:9)\n    at Module._compile (node:internal/modules/cjs/loader:1521:14)\n")]
    [InlineData("(node:17) DeprecationWarning: Buffer() is deprecated\n    at Object.<anonymous> (/srv/main.js:1:9)\n    at Module._compile (node:internal/modules/cjs/loader:1521:14)\n")]
    [InlineData("/app/lib/a.rb:3: warning: already initialized constant X\n/app/lib/b.rb:1: warning: previous definition of X was here\n")]
    [InlineData("app/models/user.rb:12:5: C: Style/StringLiterals: Prefer single-quoted strings\n")]
    [InlineData("./main.go:12:5: undefined: foo\n# example.com/shop\n")]
    [InlineData("2024-06-11T09:30:01Z\tERROR\tnot found\t{\"error\": \"order 3\"}\nmain.handle\n\t/app/main.go:332\nmain.main\n\t/app/main.go:12\n")]
    [InlineData("panic: the word, and nothing that follows it\nnext line\n")]
    [InlineData("npm ERR! at line 3 of package.json\nnpm ERR!     at Object.parse (native)\n")]
    public void Ordinary_log_text_gives_no_crash(string text) => CrashReader.Read([new LogEvent("log", null, text)]).Crashes.ShouldBeEmpty();

    [Fact]
    public void A_large_ordinary_log_gives_none()
    {
        var events = Enumerable.Range(0, 50_000).Select(i => new LogEvent("s" + (i % 7), null, (i % 5) switch
        {
            0 => $"10.0.3.{i % 250} - - [11/Jun/2024:09:30:01 +0000] \"GET /orders/{i} HTTP/1.1\" 500 1024 \"-\" \"curl/8.4.0\"",
            1 => $"{{\"level\":\"error\",\"message\":\"order {i} not found\",\"status\":404}}",
            2 => $"2024-06-11 09:30:01.123 ERROR 1 --- [nio-8080-exec-1] c.a.shop.OrderController : order {i} not found (404)",
            3 => $"INFO:     127.0.0.1:{i} - \"GET /items/9 HTTP/1.1\" 500 Internal Server Error",
            _ => $"retrying at step {i} in line {i}",
        }));
        var reading = CrashReader.Read(events);
        reading.Crashes.ShouldBeEmpty();
        reading.Signals.ShouldBeEmpty();
    }
}
