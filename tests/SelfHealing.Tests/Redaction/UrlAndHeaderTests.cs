using System.Text;
using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

public class UrlAndHeaderTests
{
    static readonly Redactor Redactor = new();

    [Theory]
    [InlineData("postgres://app:*@db.internal:5432/app")]
    [InlineData("postgresql+asyncpg://app:*@db/app?ssl=1")]
    [InlineData("mongodb+srv://app:*@cluster0.abcde.mongodb.net/app")]
    [InlineData("redis://:*@cache:6379/0")]
    [InlineData("amqps://app:*@mq/vhost")]
    [InlineData("jdbc:mysql://app:*@db/app")]
    [InlineData("url = \"https://app:*@example.org/path\"")]
    [InlineData("fatal: unable to access 'https://x-access-token:*@github.com/o/r.git/'")]
    public void The_password_of_a_url_is_replaced(string form)
    {
        foreach (var password in new[] { "hunter" + "2", "p%40ss", "correct" + "horse" })
            Redactor.Redact(form.Replace("*", password, StringComparison.Ordinal)).ShouldBe(form.Replace("*", "[redacted:url-password]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_database_password_may_hold_unescaped_slashes()
    {
        Redactor.Redact("postgres://app:pa/ss#1@db:5432/app").ShouldBe("postgres://app:[redacted:url-password]@db:5432/app");
    }

    [Theory]
    [InlineData("Authorization: Bearer *")]
    [InlineData("authorization: token *")]
    [InlineData("\"Authorization\": \"Bearer *\"")]
    [InlineData("{\\\"authorization\\\":\\\"Bearer *\\\"}")]
    [InlineData("curl -H \"Authorization: Bearer *\" https://example.org")]
    [InlineData("headers={'Authorization': 'ApiKey *'}")]
    [InlineData("Authorization: *")]
    [InlineData("Proxy-Authorization: Bearer *")]
    [InlineData("req.setHeader(\"Authorization\", \"Bearer *\")")]
    [InlineData("rejected Bearer * of user 7")]
    public void The_credentials_of_an_authorization_header_are_replaced(string form)
    {
        var secret = Secrets.Letters(40);

        Redactor.Redact(form.Replace("*", secret, StringComparison.Ordinal)).ShouldBe(form.Replace("*", "[redacted:authorization]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app:hunter2")]
    [InlineData("jane.doe:a long password")]
    [InlineData("a:b1")]
    public void Basic_credentials_are_replaced(string credentials)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

        Redactor.Redact($"Authorization: Basic {encoded}").ShouldBe("Authorization: Basic [redacted:authorization]");
    }

    [Fact]
    public void The_parameters_of_a_digest_are_replaced()
    {
        Redactor.Redact($"Authorization: Digest username=\"app\", nonce=\"{Secrets.Hex(32)}\", response=\"{Secrets.Hex(32)}\"\nHost: example.org")
            .ShouldBe("Authorization: Digest [redacted:authorization]\nHost: example.org");
    }

    [Theory]
    [InlineData("Cookie: session=abc123; theme=dark", "Cookie: session=[redacted:cookie]")]
    [InlineData("Set-Cookie: sid=abc123; Path=/; HttpOnly", "Set-Cookie: sid=[redacted:cookie]; Path=/; HttpOnly")]
    [InlineData("{\"cookie\": \"sid=abc123; b=2\"}", "{\"cookie\": \"sid=[redacted:cookie]\"}")]
    public void Cookies_are_replaced(string text, string expected)
    {
        Redactor.Redact(text).ShouldBe(expected);
    }
}
