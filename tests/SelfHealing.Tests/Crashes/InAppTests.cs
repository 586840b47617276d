using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class InAppTests
{
    [Theory]
    [InlineData("/app/shop/cart.py", true)]
    [InlineData("/usr/local/lib/python3.12/json/decoder.py", false)]
    [InlineData("/usr/lib/python3/dist-packages/yaml/__init__.py", false)]
    [InlineData("/home/u/.venv/lib/python3.11/site-packages/flask/app.py", false)]
    [InlineData("C:\\Python312\\Lib\\asyncio\\runners.py", false)]
    [InlineData("/var/lang/lib/python3.12/importlib/__init__.py", false)]
    [InlineData("/var/runtime/bootstrap.py", false)]
    [InlineData("<frozen importlib._bootstrap>", false)]
    [InlineData("/srv/python-tools/run.py", true)]
    public void Python_files(string file, bool inApp) => IsInApp($"Traceback (most recent call last):\n  File \"/app/x.py\", line 1, in f\n    x\n  File \"{file}\", line 2, in g\n    y\nValueError: x\n").ShouldBe(inApp);

    [Theory]
    [InlineData("/app/src/cart.ts", true)]
    [InlineData("/app/node_modules/express/lib/router.js", false)]
    [InlineData("node:internal/process/task_queues", false)]
    [InlineData("internal/modules/cjs/loader.js", false)]
    [InlineData("events.js", false)]
    [InlineData("/var/runtime/index.mjs", false)]
    [InlineData("[eval]", false)]
    public void Node_files(string file, bool inApp) => IsInApp($"Error: x\n    at g ({file}:2:1)\n    at f (/app/x.js:1:1)\n").ShouldBe(inApp);

    [Theory]
    [InlineData("com.acme.Shop.run", true)]
    [InlineData("java.util.Optional.get", false)]
    [InlineData("org.springframework.web.servlet.FrameworkServlet.service", false)]
    [InlineData("com.acme.Shop$$EnhancerBySpringCGLIB$$1a2b.run", false)]
    [InlineData("jdk.proxy2.$Proxy45.run", false)]
    public void Java_functions(string function, bool inApp) => IsInApp($"java.lang.Error: x\n\tat {function}(X.java:2)\n\tat com.acme.Main.main(Main.java:1)\n").ShouldBe(inApp);

    [Theory]
    [InlineData("main.run", "/app/main.go", true)]
    [InlineData("example.com/shop/orders.Load", "/app/orders/load.go", true)]
    [InlineData("shop/orders.Load", "/app/orders/load.go", true)]
    [InlineData("net/http.(*conn).serve", "/usr/local/go/src/net/http/server.go", false)]
    [InlineData("net/http.(*conn).serve", "net/http/server.go", false)]
    [InlineData("github.com/gin-gonic/gin.(*Context).Next", "/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go", false)]
    [InlineData("github.com/gin-gonic/gin.(*Context).Next", "github.com/gin-gonic/gin@v1.9.1/context.go", false)]
    [InlineData("example.com/lib.F", "/app/vendor/example.com/lib/f.go", false)]
    public void Go_packages(string function, string file, bool inApp) => IsInApp($"panic: x\n\ngoroutine 1 [running]:\n{function}()\n\t{file}:2 +0x1\nmain.main()\n\t/app/main.go:1 +0x1\n").ShouldBe(inApp);

    [Theory]
    [InlineData("/app/app/models/cart.rb", true)]
    [InlineData("/usr/local/bundle/gems/rack-2.2.3/lib/rack/builder.rb", false)]
    [InlineData("/usr/local/lib/ruby/3.3.0/net/http.rb", false)]
    [InlineData("<internal:kernel>", false)]
    public void Ruby_files(string file, bool inApp) => IsInApp($"RuntimeError: x\n{file}:2:in `g'\n/app/x.rb:1:in `f'\n").ShouldBe(inApp);

    [Fact]
    public void The_repositorys_files_decide_when_they_are_known()
    {
        const string Log = "Traceback (most recent call last):\n  File \"/opt/shared/runner.py\", line 1, in run\n    x\n  File \"/srv/venv/lib/python3.12/site-packages/shop/cart.py\", line 5, in total\n    y\n  File \"/srv/venv/lib/python3.12/site-packages/yaml/main.py\", line 7, in load\n    z\nKeyError: 'x'\n";

        var crash = CrashReader.Read([new LogEvent("log", null, Log)], ["main.py", "src/shop/cart.py", "README.md"]).Crashes.Single();

        crash.Frames.Select(f => f.InApp).ShouldBe([false, true, false]);
        crash.Culprit!.Line.ShouldBe(5);
    }

    [Fact]
    public void Rules_decide_when_no_frame_is_of_the_repository()
    {
        const string Log = "Error: x\n    at f (/var/task/dist/a.js:1:1)\n    at g (/var/runtime/index.mjs:1:1)\n";

        CrashReader.Read([new LogEvent("log", null, Log)], ["src/b.ts"]).Crashes.Single().Culprit!.File.ShouldBe("/var/task/dist/a.js");
    }

    // The innermost of two frames is the one in question.
    static bool IsInApp(string log) => CrashReader.Read([new LogEvent("log", null, log)]).Crashes.ShouldHaveSingleItem().Frames[^1].InApp;
}
