using CsCheck;
using SelfHealing.Code.Python;

namespace SelfHealing.Tests.Code.Python;

public class SpellingTests
{
    [Theory]
    [InlineData("grandtotal", "grand_total")]
    [InlineData("customerId", "customer_id")]
    [InlineData("convert_distence", "convert_distance")]
    [InlineData("recieved", "received")]
    [InlineData("loger", "logger")]
    [InlineData("is_onn", "is_on")]
    [InlineData("total", null)]
    [InlineData("count_it", null)]
    [InlineData("page3", null)]
    public void Closest_is_the_one_name_that_was_meant(string written, string? meant) =>
        Spelling.Closest(written, ["grand_total", "customer_id", "convert_distance", "received", "logger", "is_on", "count_in", "count_on", "page1", "page2"]).ShouldBe(meant);

    [Fact]
    public void Closest_of_two_equally_close_names_is_none() => Spelling.Closest("rates", ["rated", "rater"]).ShouldBeNull();

    [Theory]
    [InlineData("encode", "decode")]
    [InlineData("importer", "exporter")]
    [InlineData("min", "max")]
    [InlineData("inner", "outer")]
    [InlineData("input", "output")]
    [InlineData("increment", "decrement")]
    [InlineData("inc", "dec")]
    [InlineData("append", "prepend")]
    [InlineData("asc", "desc")]
    [InlineData("excluded", "included")]
    [InlineData("enable", "disable")]
    [InlineData("sync", "async")]
    [InlineData("accepted", "expected")]
    [InlineData("prefix", "suffix")]
    [InlineData("weight", "height")]
    [InlineData("quantity", "quality")]
    [InlineData("even", "odd")]
    [InlineData("parent", "patent")]
    [InlineData("inbound", "outbound")]
    [InlineData("login", "logout")]
    [InlineData("upload", "unload")]
    [InlineData("send", "sent")]
    [InlineData("send", "sender")]
    [InlineData("entry", "entries")]
    [InlineData("child", "children")]
    [InlineData("mean", "median")]
    [InlineData("implicit", "explicit")]
    [InlineData("push", "pull")]
    [InlineData("country", "county")]
    [InlineData("row", "raw")]
    [InlineData("form", "from")]
    [InlineData("key", "keys")]
    [InlineData("before", "after")]
    public void Closest_is_never_a_word_that_says_something_else(string written, string other)
    {
        Spelling.Closest(written, [other]).ShouldBeNull();
        Spelling.Closest(other, [written]).ShouldBeNull();
        Spelling.Closest(written + "_of_order", [other + "_of_order"]).ShouldBeNull();
        Spelling.Closest(written + "OfTheOrder", [other + "OfTheOrder"]).ShouldBeNull();
    }

    [Fact]
    public void AreClose_is_the_same_both_ways() =>
        Gen.Select(Gen.String[Gen.Char['a', 'f'], 0, 12], Gen.String[Gen.Char['a', 'f'], 0, 12]).Sample((one, other) => Spelling.AreClose(one, other) == Spelling.AreClose(other, one));
}
