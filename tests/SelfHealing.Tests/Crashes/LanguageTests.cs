using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

/// <summary>What each runtime prints, in forms beyond those of the collected traces.</summary>
public class LanguageTests
{
    [Theory]
    [InlineData("python", "ValueError", "x", "/app/a.py:3:f", "Traceback (most recent call last):\n  File \"/app/a.py\", line 3, in f\n    raise ValueError(\n        \"x\"\n    ) from None\nValueError: x\n")]
    [InlineData("python", "RecursionError", "maximum recursion depth exceeded", "/app/a.py:2:f", "Traceback (most recent call last):\n  File \"/app/a.py\", line 9, in <module>\n    f()\n  File \"/app/a.py\", line 2, in f\n    f()\n  File \"/app/a.py\", line 2, in f\n    f()\n  [Previous line repeated 996 more times]\nRecursionError: maximum recursion depth exceeded\n")]
    [InlineData("python", "app.errors.Declined", "card: no", "C:\\app\\pay.py:7:charge", "Traceback (most recent call last):\n  File \"C:\\app\\pay.py\", line 7, in charge\n    raise Declined()\n  File \"C:\\Python311\\Lib\\json\\decoder.py\", line 1, in x\n    y\napp.errors.Declined: card: no\n")]
    [InlineData("python", "IndentationError", "unexpected indent", "/app/b.py:4:", "Traceback (most recent call last):\n  File \"/app/a.py\", line 1, in <module>\n    import b\n  File \"/app/b.py\", line 4\n    x = 1\nIndentationError: unexpected indent\n")]
    [InlineData("python", "ZeroDivisionError", "division by zero", "/app/w.py:2:work", "Process ForkPoolWorker-1:\nTraceback (most recent call last):\n  File \"/usr/lib/python3.12/multiprocessing/process.py\", line 314, in _bootstrap\n    self.run()\n  File \"/app/w.py\", line 2, in work\n    1/0\nZeroDivisionError: division by zero\n")]
    [InlineData("javascript", "TypeError", "x is not a function", "/app/src/a.ts:3:Cart.total", "Uncaught TypeError: x is not a function\n    at Cart.total (/app/src/a.ts:3:9)\n    at async /app/src/b.ts:1:2\n    at processTicksAndRejections (node:internal/process/task_queues:96:5)\n")]
    [InlineData("javascript", "AggregateError", "All promises were rejected", "/app/a.js:2:agg", "node:internal/process/promises:391\n    triggerUncaughtException(err, true);\n    ^\n\n[AggregateError: All promises were rejected] {\n  [errors]: [\n    TypeError: first\n        at agg (/app/a.js:2:52),\n    RangeError: second\n        at agg (/app/a.js:3:96)\n  ]\n}\n\nNode.js v20.20.2\n")]
    [InlineData("javascript", "SyntaxError", "Unexpected token ';'", "/app/bad.js:1:", "/app/bad.js:1\nconst a = ;\n          ^\n\nSyntaxError: Unexpected token ';'\n    at wrapSafe (node:internal/modules/cjs/loader:1464:18)\n    at Module._compile (node:internal/modules/cjs/loader:1495:20)\n    at Object.load (/app/main.js:4:19)\n\nNode.js v20.20.2\n")]
    [InlineData("javascript", "Error", "Page failed", "/app/(shop)/[id]/page.js:4:Page", "Error: Page failed\n    at Page (/app/(shop)/[id]/page.js:4:9)\n    at renderWithHooks (/app/node_modules/react-dom/server.js:1:1)\n")]
    [InlineData("javascript", "PaymentFailed", "no money", "webpack://shop/./src/pay.ts:12:charge", "PaymentFailed: no money\n    at charge (webpack://shop/./src/pay.ts:12:11)\n")]
    [InlineData("javascript", "Error", "boom", "/app/x.js:2:run", "2024-06-11T09:30:01Z error: request failed: Error: boom\n    at new Promise (<anonymous>)\n    at run (/app/x.js:2:1)\n")]
    [InlineData("java", "com.acme.Declined", "no", "Pay.java:7:com.acme.Pay.charge", "10:00:01.123 [main] ERROR c.a.Pay - failed com.acme.Declined: no\n\tat com.acme.Pay.charge(Pay.java:7)\n\tat org.springframework.web.X.y(X.java:1)\n")]
    [InlineData("java", "java.lang.IllegalStateException", "flow", "Flow.kt:12:com.acme.FlowKt$main$1.invokeSuspend", "Exception in thread \"DefaultDispatcher-worker-1\" java.lang.IllegalStateException: flow\n\tat com.acme.FlowKt$main$1.invokeSuspend(Flow.kt:12)\n\tat kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith(ContinuationImpl.kt:33)\n\tSuppressed: kotlinx.coroutines.internal.DiagnosticCoroutineContextException: [x]\n")]
    [InlineData("java", "java.lang.NullPointerException", "", "Shop.java:3:com.acme.Shop.run", "java.lang.NullPointerException\n\tat app//com.acme.Shop.run(Shop.java:3)\n\tat java.base@17.0.2/java.lang.Thread.run(Thread.java:840)\n")]
    [InlineData("java", "java.lang.StackOverflowError", "", "Gen.java:7:com.acme.Gen.rec", "Exception in thread \"main\" java.lang.StackOverflowError\n\tat com.acme.Gen.rec(Gen.java:7)\n\tat com.acme.Gen.rec(Gen.java:7)\n\tat com.acme.Gen.main(Gen.java:3)\n")]
    [InlineData("java", "java.lang.RuntimeException", "x", "Handler.java:23:example.Handler.handleRequest", "{\"errorMessage\":\"x\",\"errorType\":\"java.lang.RuntimeException\",\"stackTrace\":[\"example.Handler.handleRequest(Handler.java:23)\",\"java.base/jdk.internal.reflect.NativeMethodAccessorImpl.invoke0(Native Method)\"]}")]
    [InlineData("csharp", "System.AggregateException", "many (a) (b)", "/src/p.cs:13:Acme.Program.Main", "Unhandled exception. System.AggregateException: many (a) (b)\n ---> Acme.Declined: a\n   --- End of inner exception stack trace ---\n   at Acme.Program.Main(String[] a) in /src/p.cs:line 13\n ---> (Inner Exception #1) System.FormatException: b<---\n\n")]
    [InlineData("csharp", "System.Net.Sockets.SocketException", "Connection refused", "/src/p.cs:22:Acme.Program.Get", "System.Net.Sockets.SocketException (111): Connection refused\n   at System.Net.Sockets.Socket.Connect(EndPoint e)\n   at Acme.Program.Get() in /src/p.cs:line 22\n")]
    [InlineData("csharp", "Stack overflow", "", null, "Stack overflow.\nRepeated 261801 times:\n--------------------------------\n   at Acme.Pay.Rec(Int32)\n--------------------------------\n   at Acme.Pay.Main(System.String[])\n")]
    [InlineData("csharp", "System.InvalidOperationException", "x", "/src/F.cs:9:Acme.Function.Handle", "{\"errorType\":\"System.InvalidOperationException\",\"errorMessage\":\"x\",\"stackTrace\":[\"at Acme.Function.Handle(String s) in /src/F.cs:line 9\",\"at lambda_method(Closure , Stream )\"]}")]
    [InlineData("csharp", "Acme.Declined", "no", "D:\\a\\1\\s\\Pay.cs:5:Acme.Pay.<ChargeAsync>d__3.MoveNext", "[09:30:01 ERR] HTTP POST /pay responded 500\nAcme.Declined: no\n   at Acme.Pay.<ChargeAsync>d__3.MoveNext() in D:\\a\\1\\s\\Pay.cs:line 5\n--- End of stack trace from previous location ---\n   at Microsoft.AspNetCore.X.Y(Z z)\n[09:30:02 INF] next\n")]
    [InlineData("go", "panic", "second", "/app/main.go:9:main.handler.func1", "panic: first [recovered]\n\tpanic: second\n\ngoroutine 7 [running]:\nmain.handler.func1()\n\t/app/main.go:9 +0x1d\npanic({0x1, 0x2})\n\t/usr/local/go/src/runtime/panic.go:770 +0x132\nexit status 2\n")]
    [InlineData("go", "fatal error", "all goroutines are asleep - deadlock!", "/app/main.go:5:main.main", "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/app/main.go:5 +0x31\n")]
    [InlineData("go", "panic", "shop/orders: 17 is gone", "/app/orders/load.go:12:shop/orders.Load", "panic: shop/orders: 17 is gone\n\ngoroutine 1 [running]:\nshop/orders.Load({0x1, 0x2})\n\t/app/orders/load.go:12 +0x31\nmain.main()\n\t/app/main.go:5 +0x31\n")]
    [InlineData("go", "errorString", "x", "/app/main.go:12:handle", "{\"errorMessage\":\"x\",\"errorType\":\"errorString\",\"stackTrace\":[{\"path\":\"/app/main.go\",\"line\":12,\"label\":\"handle\"},{\"path\":\"/go/pkg/mod/github.com/aws/aws-lambda-go@v1.47.0/lambda/entry.go\",\"line\":90,\"label\":\"Start\"}]}")]
    [InlineData("ruby", "NoMethodError", "undefined method 'total' for nil", "/app/cart.rb:5:Cart#total", "/app/cart.rb:5:in 'Cart#total': undefined method 'total' for nil (NoMethodError)\n\n    item.total\n        ^^^^^^\n\tfrom /app/main.rb:9:in '<main>'\n")]
    [InlineData("ruby", "ZeroDivisionError", "divided by 0", "a.rb:2:f", "Traceback (most recent call last):\n\t2: from a.rb:9:in `<main>'\n\t1: from a.rb:5:in `g'\na.rb:2:in `f': divided by 0 (ZeroDivisionError)\n")]
    [InlineData("ruby", "Shop::Declined", "no money", "/app/app/models/cart.rb:5:block in pay", "F, [2024-06-11T09:30:01.123456 #17] FATAL -- : [8f50] Shop::Declined (no money):\nF, [2024-06-11T09:30:01.123456 #17] FATAL -- : [8f50]   \nF, [2024-06-11T09:30:01.123456 #17] FATAL -- : [8f50] /app/app/models/cart.rb:5:in `block in pay'\nF, [2024-06-11T09:30:01.123456 #17] FATAL -- : [8f50] /usr/local/bundle/gems/rack-2.2/lib/rack.rb:1:in `call'\n")]
    public void A_trace_is_read(string language, string type, string message, string? culprit, string log)
    {
        foreach (var crash in new[] { Read(log), CrashReader.Read(log.Split('\n').Select(line => new LogEvent("log", null, line))).Crashes.ShouldHaveSingleItem() })
        {
            crash.Language.ShouldBe(language);
            crash.ExceptionType.ShouldBe(type);
            crash.Message.ShouldBe(message);
            CorpusTrace.Describe(crash.Culprit).ShouldBe(culprit);
        }
    }

    [Theory]
    [InlineData("Traceback (most recent call last):\n  File \"/app/a.py\", line 1, in outer\n    x\n  File \"/app/a.py\", line 2, in inner\n    y\nE: x\n")]
    [InlineData("java.lang.Error: x\n\tat a.B.inner(B.java:2)\n\tat a.B.outer(B.java:1)\n")]
    [InlineData("Error: x\n    at inner (/app/a.js:2:1)\n    at outer (/app/a.js:1:1)\n")]
    [InlineData("System.Exception: x\n   at A.B.inner() in /a.cs:line 2\n   at A.B.outer() in /a.cs:line 1\n")]
    [InlineData("panic: x\n\ngoroutine 1 [running]:\nmain.inner()\n\t/app/a.go:2 +0x1\nmain.outer()\n\t/app/a.go:1 +0x1\n")]
    [InlineData("a.rb:2:in `inner': x (RuntimeError)\n\tfrom a.rb:1:in `outer'\n")]
    public void Frames_are_outermost_first_in_every_language(string log)
    {
        var frames = Read(log).Frames;

        frames[0].Line.ShouldBe(1);
        frames[0].Function!.ShouldEndWith("outer");
        frames[1].Line.ShouldBe(2);
    }

    [Fact]
    public void Causes_are_nearest_first_with_how_they_lead_on()
    {
        var crash = Read("Traceback (most recent call last):\n  File \"/app/a.py\", line 1, in f\n    x\nValueError: root\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File \"/app/a.py\", line 2, in f\n    x\nKeyError: 'middle'\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"/app/a.py\", line 3, in f\n    x\nRuntimeError: top\n");

        crash.ExceptionType.ShouldBe("RuntimeError");
        crash.Causes.Select(c => (c.ExceptionType, c.Relation)).ShouldBe([("KeyError", CauseRelation.RaisedWhileHandling), ("ValueError", CauseRelation.RaisedFrom)]);
    }

    [Fact]
    public void Members_of_a_group_are_causes()
    {
        var crash = Read("  + Exception Group Traceback (most recent call last):\n  |   File \"/app/a.py\", line 1, in f\n  |     x\n  | ExceptionGroup: many (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File \"/app/a.py\", line 5, in g\n    |     y\n    | ValueError: v\n    +---------------- 2 ----------------\n    | TypeError: t\n    +------------------------------------\n");

        crash.ExceptionType.ShouldBe("ExceptionGroup");
        crash.Causes.Select(c => (c.ExceptionType, c.Message, c.Relation, c.Frames.Count)).ShouldBe([("ValueError", "v", CauseRelation.Member, 1), ("TypeError", "t", CauseRelation.Member, 0)]);
    }

    [Fact]
    public void What_a_closing_resource_threw_is_suppressed_with_its_own_cause()
    {
        var crash = Read("com.acme.Declined: first\n\tat com.acme.Pay.main(Pay.java:13)\n\tSuppressed: java.lang.IllegalStateException: close failed\n\t\tat com.acme.Pay.close(Pay.java:8)\n\t\t... 1 more\n\tCaused by: java.lang.RuntimeException: socket gone\n\t\t... 2 more\nCaused by: java.io.IOException: root\n\t... 3 more\n");

        crash.Causes.Select(c => (c.ExceptionType, c.Relation)).ShouldBe([("java.lang.IllegalStateException", CauseRelation.Suppressed), ("java.lang.RuntimeException", CauseRelation.Suppressed), ("java.io.IOException", CauseRelation.RaisedFrom)]);
    }

    [Fact]
    public void An_error_logged_within_an_object_is_read() =>
        Read("{\n  err: TypeError: x\n      at f (/app/a.js:1:2)\n      at g (/app/b.js:1:2),\n  id: 3\n}").Culprit!.File.ShouldBe("/app/a.js");

    static Crash Read(string log) => CrashReader.Read([new LogEvent("log", null, log)]).Crashes.ShouldHaveSingleItem();
}
