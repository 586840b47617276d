using System.Text.Json.Nodes;
using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

/// <summary>One Python crash in every shape in which logs hold it.</summary>
public class LogShapeTests
{
    const string Trace = """
        Traceback (most recent call last):
          File "/app/main.py", line 9, in <module>
            main()
            ~~~~^^
          File "/app/shop/cart.py", line 5, in total
            return item["price"] * n
                   ~~~~^^^^^^^^^
        KeyError: 'price'
        """;

    static readonly string PlainFingerprint = Read(Trace).Fingerprint;

    [Theory]
    [InlineData("web-1  | ")]
    [InlineData("web_1            | ")]
    [InlineData("stack_api.2.x7d9q8w2@node3    | ")]
    [InlineData("2024-06-11T09:30:01.547316998Z stderr F ")]
    [InlineData("Jun 11 09:30:01 ip-10-0-3-17 gunicorn[2211]: ")]
    [InlineData("2025-03-04T11:04:10.601983+00:00 app[web.2]: ")]
    [InlineData("<11>1 2024-06-11T09:30:01.5Z host app 2211 - - ")]
    [InlineData("[pod/web-7d4b9/app] ")]
    [InlineData("web-7d4b9 app ")]
    [InlineData("2024-06-11 09:30:01,123 ERROR [req 8f507cfc-1234] app.views: ")]
    [InlineData("[2024-06-11 09:30:01 +0000] [17] [ERROR] ")]
    [InlineData("E0611 09:30:01.123456      17 app.py:12] ")]
    [InlineData("2024-06-11T09:30:01.123Z\t8f507cfc-4697\tERROR\t")]
    [InlineData("2024-06-11T09:30:01.123456Z 01O ")]
    [InlineData("Jun 11 09:30:01 host dockerd[1]: web-1  | ")]
    [InlineData("app.service | pid=17 | ")]
    public void Behind_a_prefix_on_every_line(string prefix) =>
        SameCrash(string.Join('\n', Trace.Split('\n').Select((line, i) => Vary(prefix, i) + line)));

    [Theory]
    [InlineData("ERROR:root:request failed\n")]
    [InlineData("2024-06-11 09:30:01,123 ERROR app: request 17 failed\n")]
    [InlineData("[2024-06-11 09:30:01 +0000] [17] [ERROR] Error handling request /pay\n")]
    [InlineData("[ERROR]\t2026-11-23T21:00:47.791Z\td914b149-2ca0\tcould not create order\n")]
    [InlineData("ERROR:    Exception in ASGI application\n")]
    [InlineData("Exception in thread loader-3:\n")]
    public void Below_a_record(string record) => SameCrash(record + Trace + "\nINFO: next: thing");

    [Theory]
    [InlineData("ERROR:root:")]
    [InlineData("2024-06-11 09:30:01,123 ERROR app: request failed ")]
    public void With_its_first_line_at_the_end_of_a_record(string record) => SameCrash(record + Trace);

    [Fact]
    public void With_other_line_ends()
    {
        SameCrash(Trace.Replace("\n", "\r\n", StringComparison.Ordinal));
        SameCrash(Trace.Replace("\n", "\r", StringComparison.Ordinal));
        SameCrash(Trace.Replace("\n  ", "\r\u00a0\u00a0", StringComparison.Ordinal).Replace('\n', '\r'));
    }

    [Theory]
    [InlineData("exc_info")]
    [InlineData("exception")]
    [InlineData("stack_trace")]
    [InlineData("error.stack_trace")]
    [InlineData("full_message")]
    [InlineData("traceback")]
    [InlineData("message")]
    [InlineData("whatever_it_is_called")]
    public void In_a_field_of_a_JSON_record(string name) =>
        SameCrash(new JsonObject { ["level"] = "error", ["ts"] = 1718098201.5, [name] = Trace, ["tags"] = new JsonArray("a", "b") }.ToJsonString());

    [Fact]
    public void Deep_in_a_JSON_record()
    {
        SameCrash(new JsonObject { ["msg"] = "failed", ["error"] = new JsonObject { ["type"] = "KeyError", ["message"] = "'price'", ["stack_trace"] = Trace } }.ToJsonString());
        SameCrash(new JsonObject { ["jsonPayload"] = new JsonObject { ["logger"] = "app", ["exc"] = new JsonObject { ["text"] = Trace } } }.ToJsonString());
    }

    [Theory]
    [InlineData("log")]
    [InlineData("message")]
    [InlineData("MESSAGE")]
    [InlineData("textPayload")]
    public void With_every_line_in_a_JSON_record_of_its_own(string name) =>
        SameCrash(string.Join('\n', Trace.Split('\n').Select(line => new JsonObject { [name] = line + "\n", ["stream"] = "stderr" }.ToJsonString())));

    [Fact]
    public void As_JSON_within_JSON() =>
        SameCrash(new JsonObject { ["log"] = new JsonObject { ["level"] = "error", ["exc_info"] = Trace }.ToJsonString() + "\n", ["stream"] = "stderr" }.ToJsonString());

    [Fact]
    public void As_frames_in_a_JSON_record()
    {
        var frames = new JsonArray(
            new JsonObject { ["filename"] = "/app/main.py", ["lineno"] = 9, ["name"] = "<module>", ["line"] = "main()" },
            new JsonObject { ["filename"] = "/app/shop/cart.py", ["lineno"] = 5, ["name"] = "total", ["line"] = "return item[\"price\"] * n" });
        SameCrash(new JsonObject { ["event"] = "failed", ["exception"] = new JsonArray(new JsonObject { ["exc_type"] = "KeyError", ["exc_value"] = "'price'", ["frames"] = frames }) }.ToJsonString());
    }

    [Fact]
    public void As_Lambda_prints_it()
    {
        const string Frames = "  File \"/app/shop/cart.py\", line 5, in total\n    return item[\"price\"] * n\n";
        SameCrash("[ERROR] KeyError: 'price'\nTraceback (most recent call last):\n" + Frames + "END RequestId: 1");
        SameCrash(new JsonObject { ["errorType"] = "KeyError", ["errorMessage"] = "'price'", ["stackTrace"] = new JsonArray(Frames) }.ToJsonString());
        SameCrash(new JsonObject { ["log_level"] = "ERROR", ["message"] = new JsonObject { ["errorType"] = "KeyError", ["errorMessage"] = "'price'", ["stackTrace"] = new JsonArray(Frames) } }.ToJsonString());
        SameCrash("{\n" + string.Join(",\n", "  \"errorMessage\": \"'price'\"", "  \"errorType\": \"KeyError\"", "  \"stackTrace\": [\n    " + JsonValue.Create(Frames).ToJsonString() + "\n  ]") + "\n}");
    }

    static void SameCrash(string log)
    {
        foreach (var crash in new[] { Read(log), CrashReader.Read(log.Split('\n').Select(line => new LogEvent("log", null, line))).Crashes.ShouldHaveSingleItem() })
        {
            crash.ExceptionType.ShouldBe("KeyError");
            crash.Message.ShouldBe("'price'");
            crash.Culprit.ShouldBe(new StackFrame("/app/shop/cart.py", 5, "total", true) { SourceLine = "return item[\"price\"] * n" });
            crash.Fingerprint.ShouldBe(PlainFingerprint);
            crash.Cut.ShouldBeFalse();
        }
    }

    static Crash Read(string log) => CrashReader.Read([new LogEvent("log", null, log)]).Crashes.ShouldHaveSingleItem();

    // Times and ids differ from line to line.
    static string Vary(string prefix, int line) => prefix.Replace(":01", ":0" + (1 + (line / 4)), StringComparison.Ordinal);
}
