using System.Diagnostics;
using CsCheck;
using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

public class RedactionPropertyTests
{
    static readonly Redactor Redactor = new(RedactIps: true);

    // What the rules look for, to be put together in ways that nobody thought of.
    static readonly string[] Pieces =
    [
        "password", "token", "api_key", "SECRET", "=", ":", " ", "\n", "\r\n", "\"", "'", "\\", "\\\"", "`", "<", ">", "</", "/", "@", "://", ".", "-", "--", "_", "[", "]", "(", ")", "{", "}",
        "$", "%", "&", ";", ",", "?", "#", "+", "|", "https", "user", "hunter2", "a1", "Bearer ", "Basic ", "Authorization", "Cookie", "Set-Cookie: ", "value", "example.org",
        "[redacted:password]", "[redacted:email]", "[redacted:", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "-----BEGIN ", "eyJ", "4111111111111111", "4111 ", "DE89370400440532013000",
        "8.8.8.8", "::", "jane@example.org", "\u00e9", "\ud83d\ude00", "\0", "sig=", "git", ":AA", "8Q~",
        .. Secrets.Tokens.Select(token => token.Token), .. Secrets.PrivateKeyLines,
    ];

    static readonly Gen<string> Text = Gen.OneOf(Gen.OneOf(Pieces), Gen.OneOf(Pieces), Gen.OneOf(Pieces), Gen.String[0, 6])
        .Array[0, 24].Select(string.Concat);

    [Fact]
    public void Redacting_again_changes_nothing()
    {
        Text.Sample(text =>
        {
            var once = Redactor.Redact(text);
            Redactor.Redact(once).ShouldBe(once);
        }, iter: 20_000);
    }

    [Fact]
    public void The_number_of_lines_stays()
    {
        Text.Sample(text => Redactor.Redact(text).Count('\n') == text.Count('\n'), iter: 10_000);
    }

    [Fact]
    public void A_secret_anywhere_in_any_text_is_gone()
    {
        var surroundings = Gen.String[Gen.Char[' ', '~'], 0, 60];
        Gen.Select(surroundings, Gen.OneOf(Secrets.Tokens), surroundings).Sample((before, secret, after) =>
        {
            var redacted = Redactor.Redact($"{before} {secret.Token} {after}");
            redacted.ShouldNotContain(secret.Token[^16..]);
            redacted.ShouldContain("[redacted:");
        }, iter: 20_000);
    }

    [Fact]
    public void A_private_key_anywhere_in_any_text_is_gone()
    {
        var surroundings = Gen.String[Gen.Char[' ', '~'], 0, 60];
        Gen.Select(surroundings, Gen.OneOf("\n", "\r\n", "\\n", "\n    "), surroundings).Sample((before, lineBreak, after) =>
        {
            var redacted = Redactor.Redact($"{before}\n{Secrets.PrivateKeyPem(lineBreak, "RSA PRIVATE KEY")}\n{after}");
            foreach (var line in Secrets.PrivateKeyLines)
                redacted.ShouldNotContain(line);
        }, iter: 2_000);
    }

    public static TheoryData<string> Hostile =>
    [
        .. new[] { "ghp_", "sk-", "eyJ", "eyJ.", "password=", "password=\"", "password='token=x", "password=${", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "a://b:c@", "postgres://a:b/",
            "a@", "4111 ", "GB", "cookie: a=", "authorization: bearer ", "Authorization=\"Digest ", "\\\"password\\\":\\\"", "\\", "<password>", "token: ", " -u a:", "auth(\"a\"," }.Select(piece => new TheoryDataRow<string>(piece)),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Time_grows_with_the_length_and_not_with_its_square(string piece)
    {
        // A quadratic rule would take a minute for this; a linear one takes a tenth of a second.
        var text = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        Redactor.Redact(text);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }
}
