using System.Text.Json;
using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;
using SelfHealing.Steps.CommitPullRequest;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.PackTests;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RecordFailure;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Conventions;

/// <summary>Holds the state machine and the code together.</summary>
public class StateMachineConventionTests
{
    static readonly string File = RepositoryRoot.Combine("statemachine/self-healing.asl.json");

    static readonly JsonObject States = JsonNode.Parse(System.IO.File.ReadAllText(File))!["States"]!.AsObject();

    static IEnumerable<string> Tasks => States.Where(state => (string?)state.Value!["Type"] == "Task").Select(state => state.Key);

    // All but the build that runs tests.
    static IEnumerable<string> Functions => Tasks.Where(task => task != "RunTests");

    [Fact]
    public void Every_task_state_that_calls_a_function_is_a_folder_of_steps()
    {
        var folders = Directory.GetDirectories(RepositoryRoot.Combine("src/SelfHealing/Steps")).Select(Path.GetFileName);

        folders.Order().ShouldBe(Functions.Order());
    }

    [Fact]
    public void Every_task_state_that_calls_a_function_is_an_entry_of_the_step_table() => Steps().Names.Order().ShouldBe(Functions.Order());

    [Fact]
    public void Every_task_state_calls_the_function_of_its_name_but_for_tests_which_are_a_build()
    {
        foreach (var task in Functions)
            ((string?)States[task]!["Parameters"]!["FunctionName"]).ShouldBe($"${{{task}FunctionArn}}");
        ((string?)States["RunTests"]!["Resource"]).ShouldBe("arn:aws:states:::codebuild:startBuild.sync");
    }

    [Fact]
    public void Every_task_state_has_a_timeout_retries_with_full_jitter_and_a_catch_all()
    {
        foreach (var task in Tasks)
        {
            var state = States[task]!;
            ((int?)state["TimeoutSeconds"]).ShouldNotBeNull(task);
            foreach (var retry in state["Retry"]!.AsArray())
            {
                ((string?)retry!["JitterStrategy"]).ShouldBe("FULL", task);
                ((int?)retry["MaxDelaySeconds"]).ShouldNotBeNull(task);
            }
            ((string?)state["Catch"]!.AsArray()[^1]!["ErrorEquals"]![0]).ShouldBe("States.ALL", task);
        }
    }

    [Theory]
    [InlineData("Parse", typeof(CrashReport))]
    [InlineData("Dedupe", typeof(IssueClaim))]
    [InlineData("FetchCode", typeof(CodeAtCrash))]
    [InlineData("Generate", typeof(ProposedFix))]
    [InlineData("ValidateSyntax", typeof(Validation))]
    [InlineData("PackTests", typeof(PackedTests))]
    [InlineData("Verify", typeof(Verification))]
    [InlineData("CommitPullRequest", typeof(OpenedPullRequest))]
    [InlineData("RecordFailure", typeof(Failure))]
    public void Every_task_state_selects_all_that_its_step_returns(string task, Type output)
    {
        var selected = States[task]!["ResultSelector"]!.AsObject().Select(field => field.Key);

        selected.Order().ShouldBe(output.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) + ".$").Order());
    }

    [Fact]
    public void Every_error_name_that_is_retried_is_an_exception_of_ours_or_of_a_service()
    {
        var ours = typeof(StepTable).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(Exception))).Select(type => type.Name).ToHashSet();

        var retried = Tasks.SelectMany(task => States[task]!["Retry"]!.AsArray()).SelectMany(retry => retry!["ErrorEquals"]!.AsArray()).Select(name => (string)name!);

        string[] services = ["Lambda.", "CodeBuild.", "States."];
        retried.Where(name => !services.Any(service => name.StartsWith(service, StringComparison.Ordinal))).ShouldBeSubsetOf(ours);
    }

    [Fact]
    public void The_local_host_can_run_the_definition() =>
        StateMachine.Load(
            System.IO.File.ReadAllText(File),
            TaskRunner.Substitutions(Steps()),
            "self-healing.asl.json").Name.ShouldBe("self-healing");

    [Fact]
    public async Task Two_validators_accept_the_definition_as_it_is_deployed() => (await ProblemsAsync(Deployed)).ShouldBe("[]");

    [Fact]
    public async Task The_validators_would_refuse_a_broken_one()
    {
        var problems = await ProblemsAsync(Deployed.Replace("\"Next\": \"CrashFound\"", "\"Next\": \"Nowhere\"", StringComparison.Ordinal));

        problems.ShouldContain("asl-validator: ");
        problems.ShouldContain("amazon-states-language-service: ");
    }

    // SAM replaces ${...} by ARNs.
    static string Deployed => Functions.Aggregate(
        System.IO.File.ReadAllText(File).Replace("${TestBuildName}", "selfheal-tests", StringComparison.Ordinal),
        (text, task) => text.Replace($"${{{task}FunctionArn}}", $"arn:aws:lambda:eu-central-1:123456789012:function:{task}", StringComparison.Ordinal));

    static async Task<string> ProblemsAsync(string definition) =>
        (await NodePackages.RunAsync("tests/SelfHealing.Tests/Conventions/validate.mjs", definition, TestContext.Current.CancellationToken)).Trim();

    // The ports are not called while the table is built.
    static StepTable Steps() => new(new StepPorts(null!, null!, null!, null!, null!, null!, null!, null!, TimeProvider.System));
}
