using System.Web;
using SelfHealing.Adapters.Aws;
using SelfHealing.Ports;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

[Collection(AwsEndpointsCollection.Name)]
public class SnsNotifierTests(AwsEndpoints aws)
{
    const string Topic = "arn:aws:sns:eu-central-1:123456789012:approvals";

    const string Published =
        """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_question_is_published_whole()
    {
        Answers(200, Published);
        using var notifier = new SnsNotifier(Topic);

        await notifier.AskAsync(new ApprovalRequest("run-1", "Fix for KeyError in orders", "Root cause: a & b = \"c\"\n--- a/x.py\n+++ ü 😀\n"), Cancellation);

        var form = HttpUtility.ParseQueryString(aws.Sns.Calls.ShouldHaveSingleItem().Body);
        form["Action"].ShouldBe("Publish");
        form["Version"].ShouldBe("2010-03-31");
        form["TopicArn"].ShouldBe(Topic);
        form["Subject"].ShouldBe("Fix for KeyError in orders");
        form["Message"].ShouldBe("Root cause: a & b = \"c\"\n--- a/x.py\n+++ ü 😀\n");
    }

    [Fact]
    public async Task What_does_not_fit_is_cut_between_two_characters()
    {
        Answers(200, Published);
        using var notifier = new SnsNotifier(Topic);

        await notifier.AskAsync(new ApprovalRequest("run-1", "Größe\n" + new string('x', 200), string.Concat(Enumerable.Repeat("😀", 100_000))), Cancellation);

        var form = HttpUtility.ParseQueryString(aws.Sns.Calls.ShouldHaveSingleItem().Body);
        form["Subject"].ShouldNotBeNull().Length.ShouldBe(100);
        form["Subject"].ShouldStartWith("Gr??e xxx");
        System.Text.Encoding.UTF8.GetByteCount(form["Message"]!).ShouldBeInRange(262_000, 262_144);
        form["Message"]!.ShouldNotContain('\uFFFD');
        form["Message"].ShouldEndWith("(The rest does not fit into a message.)");
    }

    [Theory]
    [InlineData("""<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>""")]
    [InlineData("<Errors><Error><Message>Topic <!-- no -->does not exist</Message><Code>NotFound</Code></Error><Error><Code>Other</Code></Error></Errors>")]
    public async Task A_refusal_says_why(string answer)
    {
        Answers(404, answer);
        using var notifier = new SnsNotifier(Topic);

        var problem = await Should.ThrowAsync<NotificationFailedException>(notifier.AskAsync(new ApprovalRequest("run-1", "Fix", "It."), Cancellation));

        problem.Message.ShouldContain("NotFound: Topic does not exist");
        problem.Message.ShouldContain(Topic);
    }

    void Answers(int status, string body)
    {
        aws.Sns.Calls.Clear();
        aws.Sns.Answer = _ => new AwsAnswer(status, body);
    }
}
