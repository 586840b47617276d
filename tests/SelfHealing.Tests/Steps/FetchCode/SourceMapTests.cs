using System.Text;
using CsCheck;
using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.FetchCode.Frames;

namespace SelfHealing.Tests.Steps.FetchCode;

public class SourceMapTests
{
    // Made by hand: line 1 is source line 3; line 2 has two places, source line 4 and, from column 9, source line 6.
    const string Map = """{"version":3,"sourceRoot":"","sources":["../../src/handlers/orders.ts"],"names":[],"mappings":"AAEA;AACA,QAEA"}""";

    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(2, 1, 4)]
    [InlineData(2, 9, 6)]
    [InlineData(2, 40, 6)]
    [InlineData(2, null, 4)]
    public void Locate_finds_the_source_line(int line, int? column, int sourceLine) =>
        SourceMap.Parse(Map)!.Locate(line, column).ShouldBe(("../../src/handlers/orders.ts", sourceLine));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"sources":[],"mappings":""}""")]
    [InlineData("""{"version":3,"sources":"a","mappings":""}""")]
    public void Parse_of_no_map_gives_nothing(string text) => SourceMap.Parse(text).ShouldBeNull();

    [Fact]
    public void Locate_of_any_mappings_ends() => Gen.String[Gen.Char["ACDgz9+/,;!"], 0, 60].Sample(mappings =>
        SourceMap.Parse($$"""{"version":3,"sources":["a"],"mappings":"{{mappings}}"}""")!.Locate(2, 3));

    [Fact]
    public void A_frame_of_compiled_code_is_mapped_by_the_map_beside_it() =>
        Mapped(("dist/handlers/orders.js", "compiled"), ("dist/handlers/orders.js.map", Map)).ShouldBe(("src/handlers/orders.ts", 6));

    [Fact]
    public void A_frame_of_compiled_code_is_mapped_by_the_map_in_it() => Mapped(
        ("dist/handlers/orders.js", "compiled\n//# sourceMappingURL=data:application/json;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(Map)) + "\n"))
        .ShouldBe(("src/handlers/orders.ts", 6));

    [Fact]
    public void Without_a_map_it_is_found_by_its_name_and_the_function() => Mapped(("dist/handlers/orders.js", "compiled")).ShouldBe(("src/handlers/orders.ts", 5));

    static (string, int) Mapped(params (string Path, string Text)[] compiled)
    {
        var files = compiled.Append(("src/handlers/orders.ts", "1\n2\n3\n4\nexport function total(order) {\n6\n")).Append(("src/other/orders.ts", "1\n"));
        var tree = new SourceTree("c", files.ToDictionary(file => file.Item1, file => file.Item2));
        var frame = FrameMapper.Map([new StackFrame("/var/task/dist/handlers/orders.js", 2, "total", InApp: true) { Column = 12 }], tree).ShouldHaveSingleItem();
        return (frame.Path, frame.Line);
    }
}
