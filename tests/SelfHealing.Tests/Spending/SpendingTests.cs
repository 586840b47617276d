using SelfHealing.Spending;

namespace SelfHealing.Tests.Spending;

/// <summary>What models cost, and where it ends.</summary>
public class SpendingTests
{
    [Fact]
    public void A_price_is_for_a_million_tokens()
    {
        new ModelPrice(Input: 0.15m, Output: 0.6m).Of(1_000_000, 500_000).ShouldBe(0.45m);
        new ModelPrice(Input: 0.15m, Output: 0.6m).Of(1, 0).ShouldBe(0.00000015m);
    }

    [Fact]
    public void A_price_is_found_under_the_model_s_whole_name_before_its_short_one()
    {
        var prices = new Dictionary<string, ModelPrice>(StringComparer.Ordinal) { ["qwen3"] = new(1, 1), ["openai:http://a/v1#qwen3"] = new(2, 2) };

        ModelPrice.Find(prices, "openai:http://a/v1#qwen3").ShouldBe(new ModelPrice(2, 2));
        ModelPrice.Find(prices, "openai:http://b/v1#qwen3").ShouldBe(new ModelPrice(1, 1));
        ModelPrice.Find(prices, "openai:http://b/v1#other").ShouldBeNull();
        ModelPrice.Find(prices: null, "qwen3").ShouldBeNull();
    }

    [Fact]
    public void What_is_unknown_of_one_call_is_unknown_of_the_sum_and_never_zero()
    {
        var known = new ModelUsage(100, 20, 1, 0.01m, IsEstimate: false);
        var unknown = new ModelUsage(50, 10, 1, Cost: null, IsEstimate: true);

        ModelUsage.None.Plus(known).Plus(unknown).ShouldBe(new ModelUsage(150, 30, 2, Cost: null, IsEstimate: true));
        known.Plus(unknown).ToString().ShouldBe("unknown, no price is set; 2 calls, 150 tokens in and 30 out (estimated)");
        known.ToString().ShouldBe("0.01 USD; 1 call, 100 tokens in and 20 out");
    }

    [Theory]
    [InlineData(0, 1_000, false)]
    [InlineData(4_000, 1_000, false)]
    [InlineData(4_001, 1_000, true)]
    [InlineData(5_000, 0, true)]
    [InlineData(9_000, 0, true)]
    public void A_limit_of_tokens_leaves_room_for_whole_calls_only(long spent, long next, bool refused) =>
        (new SpendingLimit(5_000, Cost: null).Refusal("run's", new Spent(spent, 0), new Spent(next, 0)) is not null).ShouldBe(refused);

    [Fact]
    public void A_refusal_says_whose_limit_it_is_what_is_spent_and_what_is_asked()
    {
        new SpendingLimit(5_000, Cost: null).Refusal("run's", new Spent(4_800, 0), new Spent(2_100, 0))
            .ShouldBe("The run's limit of 5000 tokens is reached: 4800 are spent, and the next call takes about 2100.");
        new SpendingLimit(Tokens: null, 0.5m).Refusal("daily", new Spent(1, 0.51m), Spent.Nothing)
            .ShouldBe("The daily limit of 0.50 USD is reached: 0.51 are spent.");
    }
}
