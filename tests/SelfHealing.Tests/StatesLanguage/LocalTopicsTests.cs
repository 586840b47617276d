using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Redaction;
using SelfHealing.Steps;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>On one machine, <c>sns:publish</c> tells the people where the run was started.</summary>
public sealed class LocalTopicsTests : IDisposable
{
    const string Topic = "arn:aws:sns:eu-west-1:123456789012:crashes";

    readonly StringWriter people = new();

    [Fact]
    public async Task A_published_message_is_shown_with_its_topic_and_subject()
    {
        var output = await PublishAsync("""{"TopicArn": "$TOPIC", "Subject": "No fix", "Message.$": "States.Format('{} was given up.', $.crash)"}""");

        people.ToString().ShouldBe($"\n{Topic}: No fix\n\nKeyError was given up.\n");
        ((string?)output!["MessageId"]).ShouldBe("run.Tell");
    }

    [Fact]
    public async Task A_message_that_is_no_text_is_shown_as_JSON()
    {
        await PublishAsync("""{"TopicArn": "$TOPIC", "Message.$": "$"}""");

        people.ToString().ShouldContain("""{"crash":"KeyError"}""");
    }

    [Fact]
    public async Task Secrets_and_control_characters_are_not_shown()
    {
        await PublishAsync("""{"TopicArn": "$TOPIC", "Message": "\u001b[2Jtoken ghp_0123456789abcdefghijklmnopqrstuvwxyz"}""");

        people.ToString().ShouldContain("[2Jtoken ");
        people.ToString().ShouldNotContain("\u001b");
        people.ToString().ShouldNotContain("ghp_");
    }

    [Theory]
    [InlineData("""{"Message": "Hello"}""", "TopicArn")]
    [InlineData("""{"TopicArn": "$TOPIC"}""", "Message")]
    [InlineData("""{"TopicArn": "$TOPIC", "Message": ""}""", "Message")]
    public async Task What_SNS_refuses_fails_with_the_error_of_SNS(string parameters, string wrong)
    {
        var failed = (await RunAsync(parameters)).ShouldBeOfType<ExecutionResult.Failed>();

        failed.Error.ShouldBe("SNS.InvalidParameterException");
        failed.Cause!.ShouldContain(wrong);
        people.ToString().ShouldBeEmpty();
    }

    public void Dispose() => people.Dispose();

    async Task<JsonNode?> PublishAsync(string parameters) => (await RunAsync(parameters)).ShouldBeOfType<ExecutionResult.Succeeded>().Output;

    Task<ExecutionResult> RunAsync(string parameters)
    {
        var machine = Machines.Load(new JsonObject
        {
            ["StartAt"] = "Tell",
            ["States"] = new JsonObject
            {
                ["Tell"] = new JsonObject
                {
                    ["Type"] = "Task",
                    ["Resource"] = "arn:aws:states:::sns:publish",
                    ["Parameters"] = JsonNode.Parse(parameters.Replace("$TOPIC", Topic)),
                    ["End"] = true,
                },
            },
        });
        var steps = new StepTable(new StepPorts(null!, null!, null!, null!, null!, null!, null!, new Redactor(), TimeProvider.System));
        var tasks = new TaskRunner(steps, builds: null!, new LocalTopics(people, new Redactor()));
        return new Execution(machine, tasks, TimeProvider.System, new Random(1), new NoCheckpoints())
            .StartAsync("run", new JsonObject { ["crash"] = "KeyError" }, TestContext.Current.CancellationToken);
    }
}
