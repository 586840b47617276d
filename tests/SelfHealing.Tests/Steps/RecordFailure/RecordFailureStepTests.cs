using SelfHealing.Steps;
using SelfHealing.Steps.RecordFailure;
using SelfHealing.Tests.Ingest.Doubles;

namespace SelfHealing.Tests.Steps.RecordFailure;

public class RecordFailureStepTests
{
    [Fact]
    public async Task A_build_that_failed_is_named_with_its_log_and_without_its_links()
    {
        const string cause =
            """
            {"Build": {"Id": "selfheal-tests:4f1a", "BuildStatus": "FAULT", "Logs": {"DeepLink": "https://console.aws.amazon.com/log"},
             "Environment": {"EnvironmentVariables": [{"Name": "TESTS_PACK", "Value": "https://bucket.s3.amazonaws.com/?X-Amz-Signature=1"}]}}}
            """;
        var state = new RunState(new ServiceSettings("orders", "/srv/orders", null, "", "patterns", "npm test")) { Error = new CaughtError("States.TaskFailed", cause) };

        var failure = await new RecordFailureStep(new MemoryIssueStore(), TimeProvider.System)
            .RunAsync(new RecordFailureInput("run-1", state), TestContext.Current.CancellationToken);

        failure.ShouldBe(new Failure(
            Ending.Failed, "The build that runs the tests, selfheal-tests:4f1a, ended as FAULT. Its log: https://console.aws.amazon.com/log"));
    }
}
