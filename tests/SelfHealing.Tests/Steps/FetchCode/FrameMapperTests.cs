using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Tests.Steps.FetchCode;

public class FrameMapperTests
{
    [Theory]
    [InlineData("/var/task/handlers/orders.py", "handlers/orders.py")]
    [InlineData("/usr/src/app/shop/cart.py", "backend/shop/cart.py")]
    [InlineData("file:///srv/api/src/my%20shop.mjs", "src/my shop.mjs")]
    [InlineData("webpack:///./src/cart.ts", "src/cart.ts")]
    [InlineData("webpack://shop/./src/cart.ts?a1b2", "src/cart.ts")]
    [InlineData("webpack://shop/src/cart.ts", "src/cart.ts")]
    [InlineData("webpack-internal:///(rsc)/./src/cart.ts", "src/cart.ts")]
    [InlineData(@"D:\a\1\s\src\Shop\Cart.cs", "src/Shop/Cart.cs")]
    [InlineData(@"d:\A\1\s\SRC\shop\cart.cs", "src/Shop/Cart.cs")]
    [InlineData("/_/src/Shop/Cart.cs", "src/Shop/Cart.cs")]
    [InlineData("/home/runner/work/shop/shop/src/Shop/Cart.cs", "src/Shop/Cart.cs")]
    [InlineData("[PROJECT_ROOT]/app/models/cart.rb", "app/models/cart.rb")]
    [InlineData("./app/models/cart.rb", "app/models/cart.rb")]
    [InlineData("../../main/train.py", "main/train.py")]
    public void Map_finds_the_file_by_the_end_of_its_path(string printed, string path) =>
        Paths(Tree(path, "other/readme.txt"), Frame(printed)).ShouldBe([path]);

    [Theory]
    [InlineData("/usr/lib/python3.12/json/decoder.py", "json/decoder.py")]
    [InlineData("/srv/api/node_modules/express/lib/router/index.js", "lib/router/index.js")]
    [InlineData("webpack:///./node_modules/react/index.js", "index.js")]
    [InlineData("/usr/local/bundle/gems/rack-3.0.0/lib/rack.rb", "lib/rack.rb")]
    [InlineData("/opt/venv/lib/python3.12/site-packages/flask/__init__.py", "shop/__init__.py")]
    [InlineData("<frozen importlib._bootstrap>", "importlib.py")]
    [InlineData("node:internal/modules/cjs/loader", "cjs/loader")]
    public void Map_leaves_library_code_alone(string printed, string path) => Paths(Tree(path), Frame(printed)).ShouldBeEmpty();

    [Fact]
    public void Map_of_a_name_that_many_files_have_brings_the_right_one_only()
    {
        var tree = Tree("shop/__init__.py", "shop/cart/__init__.py", "shop/mail/__init__.py", "web/index.js", "admin/index.js", "index.js");

        Paths(tree, Frame("/srv/app/shop/mail/__init__.py"), Frame("/srv/app/admin/index.js")).ShouldBe(["shop/mail/__init__.py", "admin/index.js"]);
    }

    [Fact]
    public void Find_lists_the_files_of_a_frame_that_may_be_in_several_with_a_score()
    {
        var found = FrameMapper.Find([Frame("/opt/x/handlers/orders.py")], Tree("api/handlers/orders.py", "worker/handlers/orders.py"));

        found.Mapped.ShouldBeEmpty();
        var files = found.Ambiguous.ShouldHaveSingleItem().Files;
        files.Select(file => file.Path).ShouldBe(["api/handlers/orders.py", "worker/handlers/orders.py"]);
        files.ShouldAllBe(file => file.Score > 0 && file.Score < 1);
    }

    [Fact]
    public void Map_tells_equal_paths_apart_by_the_other_frames()
    {
        var tree = Tree("api/handlers/orders.py", "worker/handlers/orders.py", "worker/queue.py");

        Paths(tree, Frame("/opt/x/queue.py"), Frame("/opt/x/handlers/orders.py")).ShouldBe(["worker/queue.py", "worker/handlers/orders.py"]);
    }

    [Fact]
    public void Map_knows_where_the_application_stands_when_a_folder_has_its_name()
    {
        var tree = Tree("main.py", "etl/main.py", "etl/load.py");

        Paths(tree, Frame("/opt/etl/main.py"), Frame("/opt/etl/etl/load.py")).ShouldBe(["main.py", "etl/load.py"]);
    }

    [Fact]
    public void Map_tells_equal_paths_apart_by_the_printed_line()
    {
        var tree = new SourceTree("c", new Dictionary<string, string> { ["a/run.py"] = "x = 1\n", ["b/run.py"] = "y = 2\n" });

        Paths(tree, new StackFrame("/opt/run.py", 1, "main", InApp: true) { SourceLine = "y = 2" }).ShouldBe(["b/run.py"]);
    }

    [Fact]
    public void Map_finds_a_line_that_has_moved()
    {
        var tree = new SourceTree("c", new Dictionary<string, string> { ["run.py"] = "import os\n\n\ny = 2\n" });

        var frame = FrameMapper.Map([new StackFrame("/opt/run.py", 2, "main", InApp: true) { SourceLine = "y = 2" }], tree).ShouldHaveSingleItem();

        (frame.Line, frame.Confirmed).ShouldBe((4, true));
    }

    [Theory]
    [InlineData("com.acme.shop.Cart.add", "Cart.java", "server/src/main/java/com/acme/shop/Cart.java")]
    [InlineData("com.acme.shop.Cart$Item$1.run", "Cart.java", "server/src/main/java/com/acme/shop/Cart.java")]
    [InlineData("com.acme.shop.Cart.<init>", "Cart.java", "server/src/main/java/com/acme/shop/Cart.java")]
    [InlineData("com.acme.shop.MainKt.main", "Main.kt", "app/src/main/kotlin/com/acme/shop/Main.kt")]
    [InlineData("com.acme.shop.flat.FlatKt.run", "Flat.kt", "app/src/main/kotlin/flat/Flat.kt")]
    public void Map_finds_java_and_kotlin_by_package(string function, string file, string path)
    {
        var tree = new SourceTree("c", new Dictionary<string, string>
        {
            ["server/src/main/java/com/acme/shop/Cart.java"] = "package com.acme.shop;\n",
            ["server/src/main/java/com/acme/mail/Cart.java"] = "package com.acme.mail;\n",
            ["app/src/main/kotlin/com/acme/shop/Main.kt"] = "package com.acme.shop\n",
            ["app/src/main/kotlin/flat/Flat.kt"] = "package com.acme.shop.flat\n",
        });

        Paths(tree, new StackFrame(file, 1, function, InApp: true)).ShouldBe([path]);
    }

    [Fact]
    public void Map_of_a_java_class_of_another_package_finds_nothing() =>
        Paths(Tree("src/main/java/com/acme/shop/ArrayList.java"), new StackFrame("ArrayList.java", 1, "java.util.ArrayList.get", InApp: false)).ShouldBeEmpty();

    [Theory]
    [InlineData("/go/src/github.com/acme/shop/cart/cart.go", "github.com/acme/shop/cart.(*Cart).Add")]
    [InlineData("github.com/acme/shop/cart/cart.go", "github.com/acme/shop/cart.Add")]
    [InlineData("github.com/acme/shop@v1.2.3/cart/cart.go", "github.com/acme/shop/cart.Add")]
    [InlineData("/go/pkg/mod/github.com/acme/shop@v1.2.3/cart/cart.go", "github.com/acme/shop/cart.Add")]
    [InlineData("/tmp/build/cart.go", "github.com/acme/shop/cart.Add.func1")]
    public void Map_finds_go_files_by_module(string file, string function)
    {
        var tree = new SourceTree("c", new Dictionary<string, string>
        {
            ["services/shop/go.mod"] = "module github.com/acme/shop // the shop\n\ngo 1.24\n",
            ["services/shop/cart/cart.go"] = "package cart\n",
            ["services/mail/cart/cart.go"] = "package cart\n",
        });

        Paths(tree, new StackFrame(file, 1, function, InApp: true)).ShouldBe(["services/shop/cart/cart.go"]);
    }

    [Theory]
    [InlineData("/usr/local/bundle/gems/shop-core-1.2.0/lib/shop/core.rb", "gems/shop-core/lib/shop/core.rb")]
    [InlineData("/usr/local/bundle/bundler/gems/shop-core-0123456789ab/lib/shop/core.rb", "gems/shop-core/lib/shop/core.rb")]
    [InlineData("/app/node_modules/@acme/core/dist/price.js", "packages/core/src/price.ts")]
    public void Map_finds_packages_of_the_repository_itself(string printed, string path)
    {
        var tree = new SourceTree("c", new Dictionary<string, string>
        {
            ["gems/shop-core/shop-core.gemspec"] = "",
            ["gems/shop-core/lib/shop/core.rb"] = "",
            ["packages/core/package.json"] = """{"name":"@acme/core"}""",
            ["packages/core/src/price.ts"] = "",
            ["packages/core/src/rebate.ts"] = "",
        });

        Paths(tree, Frame(printed)).ShouldBe([path]);
    }

    [Fact]
    public void Of_equal_lines_the_one_in_the_frames_function_is_meant()
    {
        var tree = new SourceTree("c", new Dictionary<string, string> { ["app.py"] = "def one(x):\n    return x.y\n\n\ndef two(x):\n    return x.y\n" });

        var frame = FrameMapper.Map([new StackFrame("/app/app.py", 40, "two", InApp: true) { SourceLine = "return x.y" }], tree).ShouldHaveSingleItem();

        (frame.Line, frame.Confirmed).ShouldBe((6, true));
    }

    [Fact]
    public void A_line_that_stands_nowhere_is_not_confirmed()
    {
        var tree = new SourceTree("c", new Dictionary<string, string> { ["app.py"] = "a = 1\n" });

        FrameMapper.Map([new StackFrame("/app/app.py", 1, "run", InApp: true) { SourceLine = "a = 2" }], tree).ShouldHaveSingleItem().Confirmed.ShouldBeFalse();
    }

    [Fact]
    public void An_application_that_is_installed_as_a_package_is_found_by_its_printed_line()
    {
        var tree = new SourceTree("c", new Dictionary<string, string> { ["src/shop/models.py"] = "a = 1\nb = a.c\n", ["other/models.py"] = "b = 2\n" });

        Paths(tree, new StackFrame("/usr/local/lib/python3.11/site-packages/shop/models.py", 2, "run", InApp: true) { SourceLine = "b = a.c" }).ShouldBe(["src/shop/models.py"]);
    }

    [Fact]
    public void A_script_that_is_there_is_no_other_packages_source()
    {
        Paths(Tree("yaml/lib/dumper.js", "parser/src/dumper.ts"), Frame("/srv/app/yaml/lib/dumper.js")).ShouldBe(["yaml/lib/dumper.js"]);
        Paths(Tree("dist/dumper.js", "src/dumper.ts"), Frame("/srv/app/dist/dumper.js")).ShouldBe(["src/dumper.ts"]);
    }

    [Fact]
    public void A_tree_of_nothing_and_frames_of_nothing_give_nothing()
    {
        Paths(Tree(), Frame("/x.py")).ShouldBeEmpty();
        Paths(Tree("x.py"), new StackFrame(null, null, "main", InApp: true), Frame("/"), Frame("")).ShouldBeEmpty();
    }

    static StackFrame Frame(string file) => new(file, 1, null, InApp: true);

    static SourceTree Tree(params string[] paths) => new("c", paths.ToDictionary(path => path, _ => "1\n2\n3\n"));

    static IEnumerable<string> Paths(SourceTree tree, params StackFrame[] frames) => FrameMapper.Map(frames, tree).Select(frame => frame.Path);
}
