using CsCheck;
using SelfHealing.Approvals.Html;

namespace SelfHealing.Tests.Approvals;

public class HtmlTextTests
{
    [Fact]
    public void The_holes_of_a_template_are_text_and_its_own_text_is_markup() =>
        HtmlText.Of($"<p title=\"{"a\"b"}\">{"<b>"} &amp; {7} {HtmlText.Of($"<i>{"x"}</i>")}</p>").ToString()
            .ShouldBe("<p title=\"a&quot;b\">&lt;b&gt; &amp; 7 <i>x</i></p>");

    [Fact]
    public void No_text_can_close_an_element_or_an_attribute() => Gen.String.Sample(text =>
    {
        var html = HtmlText.Of($"{text}").ToString();

        html.ShouldNotContain('<');
        html.ShouldNotContain('>');
        html.ShouldNotContain('"');
        html.ShouldNotContain('\'');
    });

    [Fact]
    public void Letters_of_all_scripts_stay_readable() => HtmlText.Of($"{"Größe 価格"}").ToString().ShouldBe("Größe 価格");

    [Fact]
    public void Characters_that_turn_text_around_are_left_out() => HtmlText.Of($"{"a\u202Eb\u0007c"}").ToString().ShouldBe("abc");
}
