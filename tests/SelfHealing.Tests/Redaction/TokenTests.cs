using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

public class TokenTests
{
    static readonly Redactor Redactor = new();

    public static TheoryData<string, string> Tokens => [.. Secrets.Tokens.Select(token => new TheoryDataRow<string, string>(token.Kind, token.Token))];

    [Theory]
    [MemberData(nameof(Tokens))]
    public void A_token_is_replaced_by_a_marker_of_its_provider(string kind, string token)
    {
        Redactor.Redact($"sent {token} to the server").ShouldBe($"sent [redacted:{kind}] to the server");
        Redactor.Redact($"{{\"line\":\"first\\n{token}\"}}").ShouldNotContain(token[^16..]);
        Redactor.Redact($"call(\"{token}\")").ShouldBe($"call(\"[redacted:{kind}]\")");
    }

    [Fact]
    public void An_aws_secret_key_is_found_by_the_access_key_beside_it()
    {
        var secret = "wJalr" + Secrets.Letters(30) + "/+aB9";

        Redactor.Redact($"AK{"IA"}{Secrets.Upper(16)},{secret},eu-west-1").ShouldBe("[redacted:aws-access-key],[redacted:aws-secret-key],eu-west-1");
    }

    [Fact]
    public void A_token_that_the_log_cut_off_is_replaced_as_well()
    {
        Redactor.Redact("token " + Secrets.Jwt[..70]).ShouldNotContain(Secrets.Jwt[20..70]);
    }

    [Fact]
    public void The_signature_of_a_signed_url_is_replaced()
    {
        var signature = Secrets.Letters(43) + "%3D";

        Redactor.Redact($"GET https://a.blob.core.windows.net/c/f?sv=2022-11-02&se=2030-01-01&sig={signature}&sp=r")
            .ShouldBe("GET https://a.blob.core.windows.net/c/f?sv=2022-11-02&se=2030-01-01&sig=[redacted:azure-key]&sp=r");
    }

    [Fact]
    public void The_result_counts_what_was_replaced_by_kind()
    {
        var result = Redactor.Examine($"{Secrets.Tokens[2].Token} {Secrets.Tokens[3].Token} jane@example.org");

        result.Counts.ShouldBe(new Dictionary<SecretKind, int> { [SecretKind.GithubToken] = 2, [SecretKind.Email] = 1 }, ignoreOrder: true);
    }
}
