using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Tests.Steps.FetchCode;

public class FrameMapperTests
{
    [Theory]
    [InlineData("/app/shop/models.py", "shop/models.py")]
    [InlineData("/var/task/shop/models.py", "shop/models.py")]
    [InlineData("shop/models.py", "shop/models.py")]
    [InlineData("C:\\deploy\\shop\\models.py", "shop/models.py")]
    [InlineData("/usr/local/lib/python3.11/site-packages/shop/models.py", "shop/models.py")]
    public void A_deployed_path_is_matched_by_its_longest_suffix(string deployed, string expected)
    {
        var tree = Tree(("shop/models.py", "a = 1\nb = a.c\n"), ("other/models.py", "b = 2\n"));

        var frame = FrameMapper.Map([Frame(deployed, 2, "b = a.c")], tree).ShouldHaveSingleItem();

        (frame.Path, frame.Line, frame.Confirmed).ShouldBe((expected, 2, true));
    }

    [Fact]
    public void A_source_folder_that_the_deployment_drops_still_matches()
    {
        var tree = Tree(("src/shop/models.py", "a = 1\n"), ("tests/models.py", "a = 1\n"));

        FrameMapper.Map([Frame("/app/shop/models.py", 1, "a = 1")], tree).ShouldHaveSingleItem().Path.ShouldBe("src/shop/models.py");
    }

    [Fact]
    public void A_line_that_has_moved_is_found_again()
    {
        var tree = Tree(("app.py", "import os\n\n\ndef run():\n    return os.nope()\n"));

        var frame = FrameMapper.Map([Frame("/app/app.py", 2, "return os.nope()")], tree).ShouldHaveSingleItem();

        (frame.Line, frame.Confirmed).ShouldBe((5, true));
    }

    [Fact]
    public void Of_equal_lines_the_one_in_the_frames_function_is_meant()
    {
        var tree = Tree(("app.py", "def one(x):\n    return x.y\n\n\ndef two(x):\n    return x.y\n"));

        var frame = FrameMapper.Map([Frame("/app/app.py", 40, "return x.y", "two")], tree).ShouldHaveSingleItem();

        (frame.Line, frame.Confirmed).ShouldBe((6, true));
    }

    [Fact]
    public void A_line_that_stands_nowhere_is_not_confirmed()
    {
        var tree = Tree(("app.py", "a = 1\n"));

        FrameMapper.Map([Frame("/app/app.py", 1, "a = 2")], tree).ShouldHaveSingleItem().Confirmed.ShouldBeFalse();
    }

    [Fact]
    public void Two_equal_suffixes_are_told_apart_by_the_printed_line()
    {
        var tree = Tree(("web/util.py", "a = 1\n"), ("job/util.py", "b = 2\n"));

        FrameMapper.Map([Frame("/srv/util.py", 1, "b = 2")], tree).ShouldHaveSingleItem().Path.ShouldBe("job/util.py");
    }

    [Fact]
    public void Two_equal_suffixes_without_a_witness_are_not_guessed()
    {
        var tree = Tree(("web/util.py", "a = 1\n"), ("job/util.py", "a = 1\n"));
        var frame = Frame("/srv/util.py", 1, null);

        FrameMapper.Map([frame], tree).ShouldBeEmpty();
        FrameMapper.Candidates(frame, tree).ShouldBe(["web/util.py", "job/util.py"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/usr/lib/python3.11/json/decoder.py")]
    [InlineData("/root/.pyenv/versions/3.11.7/lib/python3.11/json/decoder.py")]
    [InlineData("/usr/local/lib/python3.11/site-packages/simplejson/decoder.py")]
    [InlineData("/app/node_modules/json/decoder.py")]
    [InlineData("<frozen importlib._bootstrap>")]
    public void Library_code_is_no_file_of_the_repository(string file)
    {
        var tree = Tree(("json/decoder.py", "class Decoder:\n    pass\n"));

        FrameMapper.Map([Frame(file, 1, "raise JSONDecodeError")], tree).ShouldBeEmpty();
    }

    [Fact]
    public void Frames_keep_their_order_and_those_without_a_file_are_left_out()
    {
        var tree = Tree(("a.py", "a()\n"), ("b.py", "b()\n"));

        var mapped = FrameMapper.Map([Frame("/app/a.py", 1, "a()"), new StackFrame(null, null, "native", false), Frame("/app/b.py", 1, "b()")], tree);

        mapped.Select(frame => frame.Path).ShouldBe(["a.py", "b.py"]);
    }

    static StackFrame Frame(string file, int line, string? source, string function = "run") => new(file, line, function, true) { SourceLine = source };

    static SourceTree Tree(params (string Path, string Text)[] files) => new("0", files.ToDictionary(f => f.Path, f => f.Text, StringComparer.Ordinal));
}
