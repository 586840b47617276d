using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Adapters.GitHub;

public sealed class GitHubTokensTests : IDisposable
{
    readonly GitHubServer server = new();
    readonly RSA key = RSA.Create(2048);
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    string Repository => server.Url + "/acme/orders.git";

    GitHubTokens Tokens(string? pem = null) => new(
        new GitHubAccess { AppId = "Iv1.abc", AppKey = pem ?? key.ExportPkcs8PrivateKeyPem(), Api = new Uri(server.Url + "/") }, time);

    [Fact]
    public async Task An_app_signs_itself_in_and_gets_the_token_of_its_installation()
    {
        var token = await Tokens().ForGitAsync(Repository, TestContext.Current.CancellationToken);

        token.ShouldStartWith("ghs_installation");
        var parts = server.Calls[0].Authorization!["Bearer ".Length..].Split('.');
        key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .ShouldBeTrue();
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        ((string?)claims["iss"]).ShouldBe("Iv1.abc");
        ((long)claims["exp"]! - (long)claims["iat"]!).ShouldBeInRange(60, 600);
    }

    [Fact]
    public async Task The_token_is_used_until_it_nearly_expires()
    {
        var tokens = Tokens();
        await tokens.ForGitAsync(Repository, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(54));
        await tokens.ForGitAsync(Repository, TestContext.Current.CancellationToken);
        server.Calls.Count.ShouldBe(2);

        time.Advance(TimeSpan.FromMinutes(2));
        await tokens.ForGitAsync(Repository, TestContext.Current.CancellationToken);

        server.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_key_may_be_a_file_or_stand_on_one_line()
    {
        using var folder = new TemporaryFolder();
        var pem = key.ExportRSAPrivateKeyPem();

        (await Tokens(folder.Write("key.pem", pem)).ForGitAsync(Repository, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        (await Tokens(pem.Replace("\n", "\\n", StringComparison.Ordinal)).ForGitAsync(Repository, TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public async Task A_key_that_is_none_is_refused_without_being_repeated(string pem)
    {
        var problem = await Should.ThrowAsync<RepositoryNotUsableException>(() => Tokens(pem).ForGitAsync(Repository, TestContext.Current.CancellationToken));

        problem.Message.ShouldContain("SELFHEAL_GITHUB_APP_KEY");
        problem.Message.ShouldNotContain(pem);
    }

    [Fact]
    public async Task An_app_that_is_not_installed_is_refused() =>
        await Should.ThrowAsync<RepositoryNotUsableException>(() => Tokens().ForGitAsync(server.Url + "/acme/other", TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("/srv/orders")]
    [InlineData("git@github.com:acme/orders.git")]
    public async Task Folders_and_ssh_need_none(string repository)
    {
        (await Tokens().ForGitAsync(repository, TestContext.Current.CancellationToken)).ShouldBeNull();

        server.Calls.ShouldBeEmpty();
    }

    public void Dispose()
    {
        key.Dispose();
        server.Dispose();
    }
}
