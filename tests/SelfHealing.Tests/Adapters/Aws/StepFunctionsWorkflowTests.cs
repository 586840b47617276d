using System.Text.Json.Nodes;
using SelfHealing.Adapters.Aws;
using SelfHealing.Ports;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

[Collection(AwsEndpointsCollection.Name)]
public class StepFunctionsWorkflowTests(AwsEndpoints aws)
{
    const string Machine = "arn:aws:states:eu-central-1:123456789012:stateMachine:self-healing";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_starts_a_run_under_its_name()
    {
        Answers(200, """{"executionArn":"arn:aws:states:eu-central-1:123456789012:execution:self-healing:run-1","startDate":1.7e9}""");
        using var workflow = new StepFunctionsWorkflow(Machine);

        (await workflow.StartAsync("run-1", """{"log":"KeyError: 'ü'"}""", Cancellation)).ShouldBeTrue();

        var call = aws.StepFunctions.Calls.ShouldHaveSingleItem();
        call.Target.ShouldBe("AWSStepFunctions.StartExecution");
        call.ContentType.ShouldBe("application/x-amz-json-1.0");
        var body = JsonNode.Parse(call.Body)!;
        ((string?)body["stateMachineArn"]).ShouldBe(Machine);
        ((string?)body["name"]).ShouldBe("run-1");
        ((string?)body["input"]).ShouldBe("""{"log":"KeyError: 'ü'"}""");
    }

    [Fact]
    public async Task StartAsync_of_a_name_that_was_used_starts_nothing()
    {
        Answers(400, """{"__type":"com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists","message":"Execution Already Exists"}""");
        using var workflow = new StepFunctionsWorkflow(Machine);

        (await workflow.StartAsync("run-1", "{}", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_goes_to_whoever_waits_for_it()
    {
        Answers(200, "{}");
        using var workflow = new StepFunctionsWorkflow(stateMachine: null);

        await workflow.SendTaskSuccessAsync("token==", """{"decision":"approved"}""", Cancellation);
        await workflow.SendTaskFailureAsync("token==", "Withdrawn", "Nobody wants it.", Cancellation);

        aws.StepFunctions.Calls.Select(call => call.Target).ShouldBe(["AWSStepFunctions.SendTaskSuccess", "AWSStepFunctions.SendTaskFailure"]);
        var (success, failure) = (JsonNode.Parse(aws.StepFunctions.Calls[0].Body)!, JsonNode.Parse(aws.StepFunctions.Calls[1].Body)!);
        ((string?)success["taskToken"]).ShouldBe("token==");
        ((string?)success["output"]).ShouldBe("""{"decision":"approved"}""");
        ((string?)failure["error"]).ShouldBe("Withdrawn");
        ((string?)failure["cause"]).ShouldBe("Nobody wants it.");
    }

    [Theory]
    [InlineData(400, "TaskTimedOut", typeof(TaskTokenClosedException))]
    [InlineData(400, "TaskDoesNotExist", typeof(TaskTokenClosedException))]
    [InlineData(400, "InvalidToken", typeof(TaskTokenClosedException))]
    [InlineData(400, "InvalidOutput", typeof(WorkflowRefusedException))]
    [InlineData(400, "AccessDeniedException", typeof(WorkflowRefusedException))]
    [InlineData(400, "ThrottlingException", typeof(WorkflowUnavailableException))]
    [InlineData(503, "ServiceUnavailable", typeof(WorkflowUnavailableException))]
    public async Task Every_error_is_one_of_ours(int status, string error, Type expected)
    {
        Answers(status, $$"""{"__type":"{{error}}","message":"because"}""");
        using var workflow = new StepFunctionsWorkflow(Machine);

        (await Should.ThrowAsync(() => workflow.SendTaskSuccessAsync("token", "{}", Cancellation), expected)).Message.ShouldContain($"{error}: because");
    }

    [Fact]
    public async Task Without_a_state_machine_nothing_can_be_started()
    {
        using var workflow = new StepFunctionsWorkflow(stateMachine: null);

        await Should.ThrowAsync<WorkflowRefusedException>(workflow.StartAsync("run-1", "{}", Cancellation));
    }

    void Answers(int status, string body)
    {
        aws.StepFunctions.Calls.Clear();
        aws.StepFunctions.Answer = _ => new AwsAnswer(status, body);
    }
}
