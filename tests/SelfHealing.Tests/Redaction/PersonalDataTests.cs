using SelfHealing.Redaction;

namespace SelfHealing.Tests.Redaction;

public class PersonalDataTests
{
    static readonly Redactor Redactor = new();

    [Theory]
    [InlineData("mail to jane.doe+tag@mail.example.org.", "mail to [redacted:email].")]
    [InlineData("<jane@example.com>", "<[redacted:email]>")]
    [InlineData("user=jane_doe@example.co.uk failed", "user=[redacted:email] failed")]
    [InlineData("\"\\njane@example.com\"", "\"\\n[redacted:email]\"")]
    public void Email_addresses_are_replaced(string text, string expected)
    {
        Redactor.Redact(text).ShouldBe(expected);
        (Redactor with { RedactEmails = false }).Redact(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("4111 1111 1111 1111")]
    [InlineData("4111111111111111")]
    [InlineData("5555-5555-5555-4444")]
    [InlineData("2223003122003222")]
    [InlineData("3782 822463 10005")]
    [InlineData("6011111111111117")]
    [InlineData("3530111333300000")]
    [InlineData("30569309025904")]
    public void Card_numbers_are_replaced(string number)
    {
        Redactor.Redact($"card {number} declined").ShouldBe("card [redacted:card-number] declined");
        Redactor.Redact($"{{\"card\":\"{number}\"}}").ShouldBe("{\"card\":\"[redacted:card-number]\"}");
    }

    [Theory]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606")]
    [InlineData("NO9386011117947")]
    public void Account_numbers_are_replaced(string number)
    {
        Redactor.Redact($"to {number}, 10 EUR").ShouldBe("to [redacted:iban], 10 EUR");
    }

    [Theory]
    [InlineData("4111 1111 1111 1112")]
    [InlineData("order 1234567812345670")]
    [InlineData("at 1700000000000000000 ns")]
    [InlineData("0.4111111111111111")]
    [InlineData("DE89370400440532013001")]
    [InlineData("id_4111111111111111")]
    public void Numbers_that_only_look_alike_stay(string text)
    {
        Redactor.Redact(text).ShouldBe(text);
    }

    [Fact]
    public void Public_ip_addresses_are_replaced_when_that_is_set()
    {
        const string Text = "from 8.8.8.8:443 and 2001:4860:4860::8888 via 10.0.0.1, 192.168.1.7, 172.16.3.4, 127.0.0.1, ::1, fe80::1 at 12:30:45";

        Redactor.Redact(Text).ShouldBe(Text);
        (Redactor with { RedactIps = true }).Redact(Text)
            .ShouldBe(Text.Replace("8.8.8.8:", "[redacted:ip-address]:", StringComparison.Ordinal).Replace("2001:4860:4860::8888", "[redacted:ip-address]", StringComparison.Ordinal));
    }
}
