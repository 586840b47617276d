using Amazon.Runtime;
using Amazon.S3;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Local;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;
using SelfHealing.Tests.Support.Aws;

namespace SelfHealing.Tests.Adapters.Aws;

public sealed class S3ArtifactStoreTests(S3Server server) : IClassFixture<S3Server>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_can_be_got_and_equal_content_is_kept_once()
    {
        using var client = server.Client();
        var store = new S3ArtifactStore(client, S3Server.Bucket);
        var content = new byte[300_000];
        new Random(7).NextBytes(content);

        var reference = await store.PutAsync("source", content, Cancellation);
        var again = await store.PutAsync("source", content, Cancellation);

        again.ShouldBe(reference);
        (await store.GetAsync(reference, Cancellation)).ShouldBe(content);
        (await client.ListObjectsV2Async(new() { BucketName = S3Server.Bucket, Prefix = "source/" }, Cancellation)).S3Objects.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_at_all_is_content_too()
    {
        using var client = server.Client();
        var store = new S3ArtifactStore(client, S3Server.Bucket);

        (await store.GetAsync(await store.PutAsync("empty", Array.Empty<byte>(), Cancellation), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_reference_is_the_one_that_every_store_gives()
    {
        using var client = server.Client();
        using var folder = new TemporaryFolder();

        (await new S3ArtifactStore(client, S3Server.Bucket).PutAsync("patch", "content"u8.ToArray(), Cancellation))
            .ShouldBe(await new FolderArtifactStore(folder).PutAsync("patch", "content"u8.ToArray(), Cancellation));
    }

    [Theory]
    [InlineData("patch/../../etc/passwd")]
    [InlineData("patch/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    public async Task GetAsync_of_what_is_not_there_names_the_reference(string reference)
    {
        using var client = server.Client();

        var problem = await Should.ThrowAsync<ArtifactNotFoundException>(
            new S3ArtifactStore(client, S3Server.Bucket).GetAsync(reference, Cancellation));

        problem.Message.ShouldContain(reference);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_unavailable_and_named()
    {
        using var client = server.Client();
        var store = new S3ArtifactStore(client, "nowhere");

        (await Should.ThrowAsync<StoreUnavailableException>(store.PutAsync("patch", "x"u8.ToArray(), Cancellation))).Message.ShouldContain("nowhere");
        await Should.ThrowAsync<StoreUnavailableException>(store.GetAsync("patch/" + new string('0', 64), Cancellation));
    }

    [Fact]
    public async Task An_access_key_that_is_refused_is_unavailable()
    {
        using var client = server.Client(accessKey: "another");

        await Should.ThrowAsync<StoreUnavailableException>(
            new S3ArtifactStore(client, S3Server.Bucket).PutAsync("patch", "x"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable()
    {
        using var client = new AmazonS3Client(
            new BasicAWSCredentials("key", "secret"),
            new AmazonS3Config { ServiceURL = $"http://127.0.0.1:{LoopbackServer.FreePort()}", AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxErrorRetry = 0 });

        await Should.ThrowAsync<StoreUnavailableException>(new S3ArtifactStore(client, "artifacts").PutAsync("patch", "x"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task Our_own_cancellation_stays_one()
    {
        using var client = server.Client();

        await Should.ThrowAsync<OperationCanceledException>(
            new S3ArtifactStore(client, S3Server.Bucket).PutAsync("patch", "x"u8.ToArray(), new CancellationToken(canceled: true)));
    }
}
