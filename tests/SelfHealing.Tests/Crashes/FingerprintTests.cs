using SelfHealing.Crashes;

namespace SelfHealing.Tests.Crashes;

public class FingerprintTests
{
    const string Python = "Traceback (most recent call last):\n  File \"/srv/shop/main.py\", line 9, in <module>\n    main()\n  File \"/srv/shop/shop/cart.py\", line 5, in total\n    return item[\"price\"] * item[\"quantity\"]\nKeyError: 'price'\n";

    [Fact]
    public void It_is_v1_and_32_hexadecimal_digits() => Of(Python).ShouldMatch("^v1:[0-9a-f]{32}$");

    [Theory]
    [InlineData("line 5", "line 77")]
    [InlineData("/srv/shop/", "/opt/shop/releases/20240611093012/")]
    [InlineData("/srv/shop/", "/var/task/")]
    [InlineData("/srv/shop/", "C:\\app\\")]
    [InlineData("line 9, in <module>\n    main()", "line 3, in nightly\n    run(cart)")]
    [InlineData("    return item", "        return   item")]
    public void What_differs_between_two_occurrences_does_not_count(string part, string other) => Of(Python.Replace(part, other, StringComparison.Ordinal)).ShouldBe(Of(Python));

    [Theory]
    [InlineData("KeyError: 'price'", "TypeError: 'price'")]
    [InlineData("in total", "in subtotal")]
    [InlineData("shop/cart.py", "shop/order.py")]
    [InlineData("return item[\"price\"] * item[\"quantity\"]", "return item[\"price\"]")]
    [InlineData("KeyError: 'price'", "KeyError: 'quantity'")]
    public void Another_error_place_or_statement_is_another_bug(string part, string other) => Of(Python.Replace(part, other, StringComparison.Ordinal)).ShouldNotBe(Of(Python));

    [Fact]
    public void A_key_from_the_data_is_not_part_of_the_bug()
    {
        var text = Python.Replace("item[\"price\"] * item[\"quantity\"]", "prices[sku]", StringComparison.Ordinal);

        Of(text).ShouldBe(Of(text.Replace("'price'", "'A-17'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("com.acme.Pay.lambda$charge$3", "com.acme.Pay.lambda$charge$7")]
    [InlineData("com.acme.Pay$1.run", "com.acme.Pay$2.run")]
    public void Numbers_of_generated_Java_names_do_not_count(string a, string b) => Of(Java(a, "java.util.Map.get")).ShouldBe(Of(Java(b, "java.util.Map.get")));

    [Fact]
    public void Without_source_lines_the_library_function_tells_statements_apart() =>
        Of(Java("com.acme.Pay.charge", "java.util.Map.get")).ShouldNotBe(Of(Java("com.acme.Pay.charge", "java.util.List.get")));

    [Fact]
    public void What_Java_says_of_a_null_tells_statements_apart()
    {
        Of(Null("String.trim()", "name")).ShouldNotBe(Of(Null("Order.total()", "order")));
        Of(Null("String.trim()", "<local3>")).ShouldBe(Of(Null("String.trim()", "<local4>")));

        static string Null(string call, string variable) => $"java.lang.NullPointerException: Cannot invoke \"{call}\" because \"{variable}\" is null\n\tat com.acme.Pay.charge(Pay.java:7)\n";
    }

    [Fact]
    public void A_comprehension_is_part_of_its_function()
    {
        var inlined = "Traceback (most recent call last):\n  File \"/app/a.py\", line 5, in total\n    return [p[k] for k in ks]\nKeyError: 'x'\n";
        var own = "Traceback (most recent call last):\n  File \"/app/a.py\", line 5, in total\n    return [p[k] for k in ks]\n  File \"/app/a.py\", line 5, in <listcomp>\n    return [p[k] for k in ks]\nKeyError: 'x'\n";

        Of(inlined).ShouldBe(Of(own));
    }

    [Fact]
    public void Endless_recursion_is_one_bug_wherever_the_stack_ends()
    {
        Of(Recursion("a", "b", "a", "b")).ShouldBe(Of(Recursion("a", "b", "a", "b", "a")));
        Of(Recursion("a", "b", "a", "b")).ShouldNotBe(Of(Recursion("c", "d", "c", "d")));

        static string Recursion(params string[] functions) => "Traceback (most recent call last):\n" + string.Concat(functions.Select(f => $"  File \"/app/r.py\", line 1, in {f}\n    x()\n")) + "RecursionError: maximum recursion depth exceeded\n";
    }

    [Fact]
    public void Members_of_a_group_count_once_and_in_any_order()
    {
        Of(Group("ValueError: 1", "TypeError: 2")).ShouldBe(Of(Group("TypeError: 2", "ValueError: 3", "ValueError: 4")));

        static string Group(params string[] members) => "  + Exception Group Traceback (most recent call last):\n  |   File \"/app/a.py\", line 1, in f\n  |     x\n  | ExceptionGroup: many\n"
            + string.Concat(members.Select((m, i) => $"  +-+---------------- {i + 1} ----------------\n    | Traceback (most recent call last):\n    |   File \"/app/a.py\", line 5, in g\n    |     y\n    | {m}\n")) + "    +------------------------------------\n";
    }

    [Fact]
    public void Without_an_in_app_frame_the_fixed_part_of_the_message_counts()
    {
        Of(Library("connect ECONNREFUSED 10.0.0.7:5432")).ShouldBe(Of(Library("connect ECONNREFUSED 10.0.0.8:5433")));
        Of(Library("connect ECONNREFUSED 10.0.0.7:5432")).ShouldNotBe(Of(Library("socket hang up")));

        static string Library(string message) => $"Error: {message}\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)\n";
    }

    static string Java(string function, string callee) => $"java.lang.IllegalStateException: x\n\tat java.base/{callee}(X.java:1)\n\tat {function}(Pay.java:7)\n\tat com.acme.Main.main(Main.java:1)\n";

    static string Of(string log) => CrashReader.Read([new LogEvent("log", null, log)]).Crashes.ShouldHaveSingleItem().Fingerprint;
}
