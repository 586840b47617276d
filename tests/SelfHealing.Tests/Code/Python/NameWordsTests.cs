using System.Text.RegularExpressions;
using SelfHealing.Code.Python;

namespace SelfHealing.Tests.Code.Python;

public class NameWordsTests
{
    [Theory]
    [InlineData("customer_id", "customer id")]
    [InlineData("customerId", "customer id")]
    [InlineData("CustomerID2", "customer id2")]
    [InlineData("__init__", "init")]
    [InlineData("X-Auth-Token", "x auth token")]
    [InlineData("BASE_URL", "base url")]
    [InlineData("_", "")]
    [InlineData("", "")]
    public void Of_splits_at_marks_and_capitals(string name, string words) => string.Join(' ', NameWords.Of(name)).ShouldBe(words);

    [Fact]
    public void Names_are_what_stands_between_marks_of_the_code() =>
        NameWords.Names("for row in rows[1:]: total_2 += row.price").ShouldBe(["for", "row", "in", "rows", "1", "total_2", "row", "price"]);

    [Theory]
    [InlineData("rest", true)]
    [InlineData("the_rest, name", true)]
    [InlineData("theRest", true)]
    [InlineData("interest", false)]
    [InlineData("restricted", false)]
    public void Have_looks_for_whole_words(string code, bool have) => NameWords.Have(code, new Regex("^rest$", RegexOptions.NonBacktracking)).ShouldBe(have);
}
