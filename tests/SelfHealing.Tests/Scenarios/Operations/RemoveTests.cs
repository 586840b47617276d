using SelfHealing.Cli;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Scenarios.Operations;

[Collection(AwsEndpointsCollection.Name)]
public sealed class RemoveTests : IDisposable
{
    readonly AwsDeployment aws = new();
    readonly SelfHeal selfheal = new();

    public RemoveTests()
    {
        for (var number = 0; number < 12; number++)
            aws.SetService($"s{number}", "{}");
        aws.SetSecret("github/token", "ghp_secret");
        aws.Parameters.Stored["/other/services/s0"] = ("String", "{}");
    }

    [Fact]
    public async Task What_is_named_is_removed_and_what_is_not_there_is_said()
    {
        var result = await selfheal.RunAsync("remove", "services/s1", "services/gone", "--yes");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("There is no parameter /selfheal/services/gone.");
        result.Output.ShouldContain("Removed: /selfheal/services/s1");
        aws.Parameters.Stored.Count.ShouldBe(13);
    }

    [Fact]
    public async Task All_under_the_prefix_is_removed_and_nothing_else()
    {
        var result = await selfheal.RunAsync("remove", "--all", "--yes");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        result.Output.ShouldNotContain("ghp_secret");
        aws.Parameters.Stored.Keys.ShouldBe(["/other/services/s0"]);
    }

    [Fact]
    public async Task Nothing_is_removed_without_a_yes()
    {
        using var person = new SelfHeal { Typed = "\n" };

        (await person.RunAsync("remove", "--all")).ExitCode.ShouldBe(ExitCode.WrongUsage);
        (await selfheal.RunAsync("remove", "--all")).Error.ShouldContain("add --yes");
        (await selfheal.RunAsync("remove")).Error.ShouldContain("Say what to remove");

        aws.Parameters.Stored.Count.ShouldBe(14);
    }

    public void Dispose()
    {
        aws.Dispose();
        selfheal.Dispose();
    }
}
