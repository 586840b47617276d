using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Aws;
using SelfHealing.Ports;
using SelfHealing.Settings;
using SelfHealing.Steps;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

public sealed class SsmSettingsTests : IDisposable
{
    const string Orders = """{"logGroups": ["/aws/lambda/orders"], "repository": "https://github.com/acme/shop.git"}""";
    const string Pem = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----";

    readonly FakeTimeProvider time = new();
    readonly ParameterServer server = new();
    readonly AmazonSimpleSystemsManagementClient client;

    public SsmSettingsTests() => client = Client(AwsServer.SecretKey);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_is_found_by_its_log_group()
    {
        Set("services/orders", """
            {"logGroups": ["/aws/lambda/orders", "/ecs/orders"], "repository": "git@github.com:acme/shop.git", "branch": "live", "root": "orders",
             "model": "openai:https://models.example/v1#m", "verify": "pytest -q", "deployMinutes": 10}
            """);
        Set("services/billing", """{"logGroups": ["/aws/lambda/billing"], "repository": "https://github.com/acme/billing"}""");

        var catalog = await Settings().ServicesAsync(Cancellation);

        catalog.Problems.ShouldBeEmpty();
        catalog.OfLogGroup("/ecs/orders").ShouldBe(
            new ServiceSettings("orders", "git@github.com:acme/shop.git", "live", "orders", "openai:https://models.example/v1#m", "pytest -q") { DeployMinutes = 10 });
        catalog.OfLogGroup("/aws/lambda/billing").ShouldBe(new ServiceSettings("billing", "https://github.com/acme/billing", null, "", "patterns", null));
        Should.Throw<UnknownLogGroupException>(() => catalog.OfLogGroup("/aws/lambda/other"));
    }

    [Fact]
    public async Task Pages_are_read_to_the_end()
    {
        for (var number = 0; number < 25; number++)
            Set($"services/s{number}", $$"""{"logGroups": ["/g/{{number}}"], "repository": "https://github.com/acme/s{{number}}"}""");

        (await Settings().ServicesAsync(Cancellation)).Services.Count.ShouldBe(25);
        server.Calls.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_read_is_kept_for_some_minutes()
    {
        Set("services/orders", Orders);
        var settings = Settings();

        await settings.ServicesAsync(Cancellation);
        await settings.ServicesAsync(Cancellation);
        server.Calls.Count.ShouldBe(1);
        time.Advance(SsmSettings.Freshness);
        await settings.ServicesAsync(Cancellation);

        server.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("nonsense", "no JSON: line 1")]
    [InlineData("[]", "JSON object")]
    [InlineData("""{"repository": "https://github.com/acme/shop"}""", "\"logGroups\"")]
    [InlineData("""{"logGroups": [], "repository": "https://github.com/acme/shop"}""", "\"logGroups\"")]
    [InlineData("""{"logGroups": ["a b"], "repository": "https://github.com/acme/shop"}""", "no log group's name")]
    [InlineData("""{"logGroups": ["/g"]}""", "\"repository\" is missing")]
    [InlineData("""{"logGroups": ["/g"], "repository": "/home/me/shop"}""", "git URL")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://me:hunter2@github.com/acme/shop"}""", "password")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "root": "../other"}""", "\"root\"")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "modle": "patterns"}""", "modle")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "verify": 7}""", "$.verify")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "deployMinutes": -1}""", "deployMinutes")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "verify": " "}""", "verify")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "verifyLimits": {"seconds": 9999, "memoryMb": 1, "network": true}}""", "verifyLimits")]
    [InlineData("""{"logGroups": ["/g"], "repository": "https://github.com/acme/shop", "name": "x"}""", "\"name\"")]
    public async Task A_service_that_is_set_wrongly_is_named_with_what_is_wrong_and_stops_no_other(string value, string problem)
    {
        Set("services/shop", value);
        Set("services/orders", Orders);

        var catalog = await Settings().ServicesAsync(Cancellation);

        catalog.OfLogGroup("/aws/lambda/orders").Name.ShouldBe("orders");
        var message = Should.Throw<InvalidSettingsException>(() => catalog.OfLogGroup("/g")).Message;
        message.ShouldContain("/selfheal/services/shop");
        message.ShouldContain(problem);
        message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_log_group_belongs_to_one_service()
    {
        Set("services/a", Orders);
        Set("services/b", Orders);

        (await Settings().ServicesAsync(Cancellation)).Problems.ShouldHaveSingleItem().ShouldContain("/selfheal/services/a too");
    }

    [Fact]
    public async Task Without_any_service_the_message_says_where_one_is_set()
    {
        var catalog = await Settings().ServicesAsync(Cancellation);

        Should.Throw<InvalidSettingsException>(() => catalog.OfLogGroup("/g")).Message.ShouldContain("/selfheal/services/NAME");
    }

    [Fact]
    public async Task Secrets_are_decrypted_and_say_nothing_of_themselves()
    {
        Set("github/token", "ghp_secret", "SecureString");
        Set("git/ssh-key", Pem, "SecureString");
        Set("git/known-hosts", "github.com ssh-ed25519 AAAA");

        var credentials = await Settings().CredentialsAsync(Cancellation);

        credentials.GitHubToken.ShouldBe("ghp_secret");
        credentials.SshKey.ShouldBe(Pem + "\n");
        credentials.KnownHosts.ShouldBe("github.com ssh-ed25519 AAAA");
        credentials.ToString().ShouldNotContain("secret");
        server.Calls.ShouldAllBe(call => (bool)call.Body["WithDecryption"]!);
    }

    [Theory]
    [InlineData("github/token", "ghp_secret", "String", "SecureString")]
    [InlineData("github/app-key", "secret", "SecureString", "-----BEGIN")]
    [InlineData("git/ssh-key", "secret", "SecureString", "-----BEGIN")]
    [InlineData("git/ssh-key", Pem, "SecureString", "known-hosts")]
    [InlineData("github/app-key", Pem, "SecureString", "app-id")]
    [InlineData("github/token", " ", "SecureString", "empty")]
    public async Task A_secret_that_is_set_wrongly_is_named_without_its_value(string name, string value, string type, string problem)
    {
        Set(name, value, type);

        var message = (await Should.ThrowAsync<InvalidSettingsException>(Settings().CredentialsAsync(Cancellation))).Message;

        message.ShouldContain($"/selfheal/{name}");
        message.ShouldContain(problem);
        message.ShouldNotContain("ghp_");
        message.ShouldNotContain("c2VjcmV0");
    }

    [Fact]
    public async Task A_refused_call_is_unavailable_and_is_not_kept()
    {
        using var stranger = Client("another");

        (await Should.ThrowAsync<SettingsUnavailableException>(new SsmSettings(stranger, "/selfheal", time).ServicesAsync(Cancellation)))
            .Message.ShouldContain("/selfheal/services");
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    SsmSettings Settings() => new(client, "/selfheal", time);

    AmazonSimpleSystemsManagementClient Client(string secret) => new(
        new BasicAWSCredentials(AwsServer.AccessKey, secret),
        new AmazonSimpleSystemsManagementConfig { ServiceURL = server.Url, AuthenticationRegion = AwsServer.Region, MaxErrorRetry = 0 });

    void Set(string name, string value, string type = "String") => server.Stored[$"/selfheal/{name}"] = (type, value);
}
