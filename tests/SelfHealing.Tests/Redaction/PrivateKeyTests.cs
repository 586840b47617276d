using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

public class PrivateKeyTests
{
    static readonly Redactor Redactor = new();

    [Theory]
    [InlineData("PRIVATE KEY")]
    [InlineData("RSA PRIVATE KEY")]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("OPENSSH PRIVATE KEY")]
    [InlineData("ENCRYPTED PRIVATE KEY")]
    [InlineData("PGP PRIVATE KEY BLOCK")]
    public void A_key_keeps_its_lines_and_nothing_else(string label)
    {
        Redactor.Redact($"key:\n{Secrets.PrivateKeyPem("\n", label)}\nend").ShouldBe("key:\n[redacted:private-key]\n\n\n\n\n\nend");
    }

    [Fact]
    public void A_key_in_one_line_of_json_is_replaced_inside_its_quotes()
    {
        Redactor.Redact($"{{\"private_key\": \"{Secrets.PrivateKeyPem("\\n")}\", \"client\": 1}}").ShouldBe("{\"private_key\": \"[redacted:private-key]\", \"client\": 1}");
    }

    [Fact]
    public void A_key_in_pieces_of_source_code_leaves_the_code()
    {
        var pem = Secrets.PrivateKeyPem("\n").Split('\n');
        var code = "var key = " + string.Join(" +\n    ", pem.Select(line => $"\"{line}\\n\"")) + ";";

        var redacted = Redactor.Redact(code);

        foreach (var line in Secrets.PrivateKeyLines)
            redacted.ShouldNotContain(line[..20]);
        redacted.Count('"').ShouldBe(code.Count('"'));
        redacted.Count('\n').ShouldBe(code.Count('\n'));
    }

    [Fact]
    public void A_key_that_was_cut_off_is_replaced_at_either_end()
    {
        var pem = Secrets.PrivateKeyPem("\n");

        Redactor.Redact(pem[..150] + "\n2024-05-01 12:00:00 INFO started").ShouldBe("[redacted:private-key]\n\n\n2024-05-01 12:00:00 INFO started");
        Redactor.Redact("INFO started\n" + pem[pem.IndexOf('\n')..]).ShouldBe("INFO started\n\n[redacted:private-key]\n\n\n\n");
    }

    [Fact]
    public void A_key_with_headers_and_windows_line_ends_is_replaced()
    {
        var pem = Secrets.PrivateKeyPem("\r\n", "RSA PRIVATE KEY").Replace("KEY-----\r\nMII", "KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,0123456789ABCDEF\r\n\r\nMII", StringComparison.Ordinal);

        Redactor.Redact(pem).ShouldBe("[redacted:private-key]" + string.Concat(Enumerable.Repeat("\r\n", 8)));
    }

    [Fact]
    public void A_key_behind_the_prefixes_of_a_log_is_replaced()
    {
        var log = string.Join('\n', Secrets.PrivateKeyPem("\n").Split('\n').Select(line => $"2024-05-01T12:00:00Z [worker-1] {line}"));

        var redacted = Redactor.Redact(log);

        foreach (var line in Secrets.PrivateKeyLines)
            redacted.ShouldNotContain(line[..20]);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----")]
    [InlineData("if (text.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {\n    return parseThePrivateKeyOfTheServer(text, \"-----END PRIVATE KEY-----\");\n}")]
    [InlineData("-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----")]
    public void What_is_no_private_key_stays(string text)
    {
        Redactor.Redact(text).ShouldBe(text);
    }
}
