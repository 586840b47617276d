using SelfHealing.Adapters.Aws;
using SelfHealing.Ports;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

public sealed class S3ArtifactLinksTests(S3Server server) : IClassFixture<S3Server>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_enough_to_read_one_artifact_or_to_write_one()
    {
        using var client = server.Client();
        using var http = new HttpClient();
        var store = new S3ArtifactStore(client, S3Server.Bucket);
        var links = new S3ArtifactLinks(client, S3Server.Bucket, TimeProvider.System);
        var pack = await store.PutAsync("test-pack", "the pack"u8.ToArray(), Cancellation);
        var results = "test-results/" + new string('a', 64);

        (await http.GetStringAsync(await links.ToReadAsync(pack, TimeSpan.FromMinutes(5)), Cancellation)).ShouldBe("the pack");
        using var content = new ByteArrayContent("the results"u8.ToArray());
        (await http.PutAsync(await links.ToWriteAsync(results, TimeSpan.FromMinutes(5)), content, Cancellation)).EnsureSuccessStatusCode();

        (await store.GetAsync(results, Cancellation)).ShouldBe("the results"u8.ToArray());
    }

    [Fact]
    public async Task A_link_is_signed_for_its_verb_and_ends_with_its_time()
    {
        using var client = server.Client();
        var link = (await new S3ArtifactLinks(client, S3Server.Bucket, TimeProvider.System).ToWriteAsync("test-results/" + new string('a', 64), TimeSpan.FromMinutes(90))).AbsoluteUri;

        link.ShouldContain("X-Amz-Algorithm=AWS4-HMAC-SHA256");
        link.ShouldMatch("X-Amz-Expires=(5400|5399)&");
        link.ShouldContain("X-Amz-SignedHeaders=host&");
        link.ShouldNotContain("checksum");
    }

    [Fact]
    public async Task What_is_no_reference_gets_no_link()
    {
        using var client = server.Client();

        await Should.ThrowAsync<ArtifactNotFoundException>(
            new S3ArtifactLinks(client, S3Server.Bucket, TimeProvider.System).ToReadAsync("../secrets", TimeSpan.FromMinutes(1)));
    }
}
