using System.Net.Sockets;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Local;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Approvals;

/// <summary>Mail, handed to a real server.</summary>
public sealed class SmtpNotifierTests
{
    [Fact]
    public async Task A_question_arrives_as_it_was_written()
    {
        var port = LoopbackServer.FreePort();
        var received = NodePackages.RunAsync("tests/SelfHealing.Tests/Approvals/receive-mail.mjs", $"{port}", TestContext.Current.CancellationToken);
        await WhenListeningAsync(port, received);

        await Notifier(port).AskAsync(
            new ApprovalRequest("run-1", "Fix für KeyError\r\nBcc: eve@example.org", "Größe:  ✓\n.\nhttps://heal.example.org/approvals/run-1.AAAA\n"),
            TestContext.Current.CancellationToken);

        var mail = JsonNode.Parse(await received)!;
        ((string?)mail["sender"]).ShouldBe("selfheal@example.org");
        mail["receivers"]!.AsArray().Select(receiver => (string?)receiver).ShouldBe(["approver@example.org", "second@example.org"]);
        ((string?)mail["headers"]!["subject"]).ShouldBe("Fix für KeyError Bcc: eve@example.org");
        mail["headers"]!["bcc"].ShouldBeNull();
        ((string?)mail["headers"]!["auto-submitted"]).ShouldBe("auto-generated");
        ((string?)mail["body"])!.ReplaceLineEndings("\n").TrimEnd().ShouldBe("Größe:  ✓\n.\nhttps://heal.example.org/approvals/run-1.AAAA");
    }

    [Fact]
    public async Task A_server_that_is_not_there_can_be_tried_again()
    {
        var problem = await Should.ThrowAsync<NotificationFailedException>(() =>
            Notifier(LoopbackServer.FreePort()).AskAsync(new ApprovalRequest("run-1", "s", "b"), TestContext.Current.CancellationToken));

        problem.Message.ShouldStartWith("smtp://127.0.0.1:");
    }

    [Theory]
    [InlineData("smtp://mail.example.org", "mail.example.org", 587, false, null, null)]
    [InlineData("smtps://u%40x:p%3Aw%2F@mail.example.org", "mail.example.org", 465, true, "u@x", "p:w/")]
    [InlineData("smtp://u@127.0.0.1:2525", "127.0.0.1", 2525, false, "u", "")]
    public void Addresses_of_servers_are_read(string text, string host, int port, bool isEncrypted, string? user, string? password) =>
        SmtpSettings.Parse(text).ShouldBe(new SmtpSettings(host, port, isEncrypted, user, password));

    [Theory]
    [InlineData("mail.example.org")]
    [InlineData("http://user:secret@mail.example.org")]
    public void Other_addresses_are_refused_without_repeating_them(string text) =>
        Should.Throw<FormatException>(() => SmtpSettings.Parse(text)).Message.ShouldNotContain("secret");

    [Fact]
    public void A_server_is_printed_without_its_password() =>
        SmtpSettings.Parse("smtp://user:secret@mail.example.org").ToString().ShouldBe("smtp://mail.example.org:587");

    static SmtpNotifier Notifier(int port) => new(
        SmtpSettings.Parse($"smtp://127.0.0.1:{port}"),
        SmtpNotifier.ReadAddresses("SelfHealing <selfheal@example.org>")[0],
        SmtpNotifier.ReadAddresses("approver@example.org, second@example.org"),
        TimeProvider.System);

    static async Task WhenListeningAsync(int port, Task server)
    {
        for (; ; )
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException) when (!server.IsCompleted)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
