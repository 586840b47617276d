using CsCheck;
using SelfHealing.Adapters.GitHub;

namespace SelfHealing.Tests.Adapters.GitHub;

public class CodeOwnersTests
{
    [Theory]
    [InlineData("*", "a/b/c.py", true)]
    [InlineData("*.js", "src/app.js", true)]
    [InlineData("*.js", "src/app.jsx", false)]
    [InlineData("/build/logs/", "build/logs/today/a.log", true)]
    [InlineData("/build/logs/", "src/build/logs/a.log", false)]
    [InlineData("docs/*", "docs/start.md", true)]
    [InlineData("docs/*", "docs/build/errors.md", false)]
    [InlineData("docs/**", "docs/build/errors.md", true)]
    [InlineData("apps/", "src/apps/cart/main.py", true)]
    [InlineData("apps/", "apps", false)]
    [InlineData("/apps/github", "apps/github/main.py", true)]
    [InlineData("/apps/github", "apps/githubber/main.py", false)]
    [InlineData("**/logs", "deploy/logs/x/y.log", true)]
    [InlineData("a/**/z.py", "a/z.py", true)]
    [InlineData("a/**/z.py", "a/b/c/z.py", true)]
    [InlineData("README.md", "docs/README.md", true)]
    [InlineData("orders/c?rts.py", "orders/carts.py", true)]
    [InlineData("Orders/carts.py", "orders/carts.py", false)]
    [InlineData(@"my\ files/a.py", "my files/a.py", true)]
    [InlineData(@"\#odd.py", "#odd.py", true)]
    public void Patterns_match_as_githubs_documentation_says(string pattern, string path, bool matches) =>
        CodeOwners.Parse($"{pattern} @ada").Of(path).ShouldBe(matches ? ["ada"] : []);

    [Fact]
    public void The_last_match_counts_also_when_it_names_nobody()
    {
        var owners = CodeOwners.Parse("# owners\r\n* @all # everyone\r\n/shop/ @acme/shop @ada mail@example.org\r\n/shop/generated/\r\n!x @no\r\n[ab] @no\r\n");

        owners.Of("main.py").ShouldBe(["all"]);
        owners.Of("shop/cart.py").ShouldBe(["acme/shop", "ada"]);
        owners.Of("shop/generated/api.py").ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_is_read_and_stars_cost_little() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Const('*'), Gen.Const('/'), Gen.Const(' '), Gen.Char['a', 'c']), 0, 60], Gen.String[Gen.OneOf(Gen.Const('/'), Gen.Char['a', 'c']), 0, 60])
            .Sample((text, path) => CodeOwners.Parse(text + "\n" + string.Concat(Enumerable.Repeat("*a", 50)) + " @x").Of(path));
}
