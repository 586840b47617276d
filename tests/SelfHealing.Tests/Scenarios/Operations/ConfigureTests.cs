using System.Text.Json.Nodes;
using SelfHealing.Cli;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Scenarios.Operations;

/// <summary>A person sets services and secrets, and each is tried first.</summary>
[Collection(AwsEndpointsCollection.Name)]
public sealed class ConfigureTests : IDisposable
{
    const string Billing = """{"logGroups": ["/ecs/billing"], "repository": "https://github.com/acme/billing", "deployMinutes": 5}""";

    readonly AwsDeployment aws = new();
    readonly SelfHeal selfheal = new();
    readonly TemporaryFolder folder = new();

    public ConfigureTests() => aws.Logs.Groups["/aws/lambda/orders"] = [];

    string TokenFile => folder.Write("token", Drafts.Token + "\n");

    JsonNode Service(string name) => JsonNode.Parse(aws.Parameters.Stored[$"/selfheal/services/{name}"].Value)!;

    [Fact]
    public async Task Options_and_a_file_set_a_service_and_its_token_after_each_was_tried()
    {
        using var orders = Hosted();

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", orders.Url, "--log-group", "/aws/lambda/orders", "--reviewer", "ada", "--github-token", TokenFile);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        result.Output.ShouldContain("ok       orders: repository: commit ");
        result.Output.ShouldContain("ok       orders: push: the server would take a push");
        result.Output.ShouldContain("ok       orders: pull requests: may be opened into main");
        result.Output.ShouldContain("ok       orders: log group /aws/lambda/orders: is there");
        ((string?)Service("orders")["repository"]).ShouldBe(orders.Url);
        ((string?)Service("orders")["reviewers"]![0]).ShouldBe("ada");
        aws.Parameters.Stored["/selfheal/github/token"].ShouldBe(("SecureString", Drafts.Token));
        result.Output.ShouldContain("Written: /selfheal/github/token (encrypted)");
        (result.Output + result.Error).ShouldNotContain(Drafts.Token);
        orders.GitHub.State.Pulls.ShouldBeEmpty();
        orders.Git("branch", "--format=%(refname:short)").ShouldBe("main");
    }

    [Fact]
    public async Task On_a_terminal_it_asks_with_defaults_and_the_token_is_typed_unseen()
    {
        using var orders = Hosted();
        using var person = Person(["orders", orders.Url, "", "", "", "patterns", "", Drafts.Token]);
        person.Environment["SELFHEAL_GITHUB_API"] = orders.GitHub.Url;

        var result = await person.RunAsync("configure");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        result.Output.ShouldContain("Log groups, with commas between them [/aws/lambda/orders]: ");
        Service("orders").ToJsonString().ShouldBe($$"""{"repository":"{{orders.Url}}","logGroups":["/aws/lambda/orders"],"model":"patterns"}""");
        aws.Parameters.Stored["/selfheal/github/token"].Value.ShouldBe(Drafts.Token);
        (result.Output + result.Error).ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task What_neither_an_option_nor_an_answer_names_stays_as_it_is()
    {
        aws.SetService("billing", Billing);

        var result = await selfheal.RunAsync("configure", "--service", "billing", "--branch", "live", "--no-check");

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Error);
        Service("billing").ToJsonString().ShouldBe("""{"logGroups":["/ecs/billing"],"repository":"https://github.com/acme/billing","deployMinutes":5,"branch":"live"}""");
        aws.Parameters.Written.ShouldBe(["/selfheal/services/billing"]);
    }

    [Fact]
    public async Task A_token_that_may_not_push_is_found_and_nothing_is_written()
    {
        using var orders = Hosted();
        orders.Git("config", "http.receivepack", "false");
        orders.GitHub.Instead = call => call.Method == "POST" ? GitHubAnswer.Error(403, "Resource not accessible by personal access token") : null;

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", orders.Url, "--log-group", "/aws/lambda/orders", "--github-token", TokenFile);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("missing  orders: push: The server takes no push");
        result.Output.ShouldContain("missing  orders: pull requests: The token may not do this in acme/orders: it needs the permissions contents=write and pull_requests=write");
        aws.Parameters.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_of_someone_who_may_only_read_is_found()
    {
        using var orders = Hosted();
        orders.GitHub.State.Repository["permissions"]!["push"] = false;

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", orders.Url, "--log-group", "/aws/lambda/orders", "--github-token", TokenFile);

        result.Output.ShouldContain("missing  orders: pull requests: The token may read acme/orders but not push to it");
        aws.Parameters.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_thing_that_does_not_exist_is_named_with_what_to_do()
    {
        using var orders = Hosted();
        using var chat = new ChatServer(_ => (401, """{"error":{"message":"bad key"}}"""));

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", orders.Url, "--log-group", "/no/such", "--branch", "gone", "--model", $"openai:{chat.Url}#m", "--github-token", TokenFile);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("has no branch, tag or commit gone");
        result.Output.ShouldContain("missing  orders: log group /no/such: there is none in this account and region");
        result.Output.ShouldContain("missing  orders: model: The model at");
        aws.Parameters.Stored.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_model_is_asked_one_short_question()
    {
        using var orders = Hosted();
        using var chat = ChatServer.Replying("ready");

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", orders.Url, "--log-group", "/aws/lambda/orders", "--model", $"auto:openai:{chat.Url}#m", "--github-token", TokenFile);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        chat.Questions.ShouldHaveSingleItem()["messages"]!.ToJsonString().Length.ShouldBeLessThan(200);
    }

    [Theory]
    [InlineData("--service orders --repo /srv/orders --log-group /g", "/selfheal/services/orders is wrong: \"repository\"")]
    [InlineData("--service orders --repo https://github.com/acme/orders", "/selfheal/services/orders is wrong: \"logGroups\"")]
    [InlineData("--service a/b --repo https://github.com/acme/orders --log-group /g", "/selfheal/services/a/b is wrong: a service's name")]
    [InlineData("--service orders --repo https://github.com/acme/orders --log-group /ecs/billing", "the log group /ecs/billing is in /selfheal/services/billing too")]
    [InlineData("--service orders --repo https://me:hunter2@github.com/acme/orders --log-group /g", "has a password in it")]
    [InlineData("--repo https://github.com/acme/orders", "add --service NAME")]
    [InlineData("--github-app-id 12", "/selfheal/github/app-key; one is missing")]
    [InlineData("--github-token no/such/file", "no/such/file cannot be read")]
    [InlineData("--prefix nonsense --service orders", "no path of the Parameter Store")]
    [InlineData("", "There is nothing to set")]
    public async Task A_setting_that_cannot_be_is_refused_as_the_functions_would_refuse_it(string arguments, string problem)
    {
        aws.SetService("billing", Billing);

        var result = await selfheal.RunAsync(["configure", "--no-check", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        result.ExitCode.ShouldBe(ExitCode.WrongUsage, result.Output);
        result.Error.ShouldContain(problem);
        result.Error.ShouldNotContain("hunter2");
        aws.Parameters.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_secret_is_not_repeated_though_the_service_repeats_it()
    {
        var result = await selfheal.RunAsync("configure", "--github-token", TokenFile, "--key", "alias/other", "--no-check");

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Error.ShouldContain("The parameter /selfheal/github/token cannot be written, encrypted with alias/other: InvalidKeyId");
        result.Error.ShouldNotContain(Drafts.Token);
    }

    [Fact]
    public async Task Services_are_exported_without_secrets_and_imported_elsewhere()
    {
        aws.SetService("billing", Billing);
        aws.SetSecret("github/token", Drafts.Token);
        var file = folder.Combine("services.json");

        var exported = await selfheal.RunAsync("configure", "--export", file);
        aws.Parameters.Stored.Clear();
        var imported = await selfheal.RunAsync("configure", "--import", file, "--no-check");

        exported.ExitCode.ShouldBe(ExitCode.Healed, exported.Error);
        exported.Error.ShouldContain("1 service exported. Not in it, and to be set again elsewhere: github/token.");
        File.ReadAllText(file).ShouldNotContain(Drafts.Token);
        imported.ExitCode.ShouldBe(ExitCode.Healed, imported.Error);
        JsonNode.DeepEquals(Service("billing"), JsonNode.Parse(Billing)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_ssh_key_is_tried_for_a_push_and_only_the_lines_about_its_host_are_kept()
    {
        using var server = SshServer.StartOrSkip();
        using var work = GitFolder.With(("main.py", "print('one')\n"));
        var hosts = folder.Write("known_hosts", $"example.org ssh-ed25519 AAAA\n{server.KnownHosts}\n");

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", $"{server.Url}{work.Path}/.git", "--log-group", "/aws/lambda/orders", "--ssh-key", server.KeyPath, "--known-hosts", hosts);

        result.ExitCode.ShouldBe(ExitCode.Healed, result.Output + result.Error);
        result.Output.ShouldContain($"ok       orders: known host: [127.0.0.1]:{server.Port} is in /selfheal/git/known-hosts");
        result.Output.ShouldContain("ok       orders: push: the server would take a push");
        aws.Parameters.Stored["/selfheal/git/known-hosts"].ShouldBe(("String", server.KnownHosts.Trim()));
        aws.Parameters.Stored["/selfheal/git/ssh-key"].Type.ShouldBe("SecureString");
        work.Branches().ShouldBe(["main"]);
    }

    [Fact]
    public async Task An_ssh_key_that_the_server_refuses_is_named_by_its_parameter()
    {
        using var server = SshServer.StartOrSkip();
        using var work = GitFolder.With(("main.py", "print('one')\n"));
        var hosts = folder.Write("known_hosts", server.KnownHosts);

        var result = await selfheal.RunAsync(
            "configure", "--service", "orders", "--repo", $"{server.Url}{work.Path}/.git", "--log-group", "/aws/lambda/orders", "--ssh-key", server.MakeKey("other"), "--known-hosts", hosts);

        result.ExitCode.ShouldBe(ExitCode.Unexpected);
        result.Output.ShouldContain("refuses the SSH key of /selfheal/git/ssh-key");
        aws.Parameters.Stored.ShouldBeEmpty();
    }

    public void Dispose()
    {
        aws.Dispose();
        selfheal.Dispose();
        folder.Dispose();
    }

    HostedOrders Hosted()
    {
        var orders = new HostedOrders();
        selfheal.Environment["SELFHEAL_GITHUB_API"] = orders.GitHub.Url;
        return orders;
    }

    static SelfHeal Person(string[] answers) => new() { Typed = string.Join('\n', answers) + "\n" };
}
