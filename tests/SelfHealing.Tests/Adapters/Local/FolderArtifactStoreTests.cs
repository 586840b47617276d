using SelfHealing.Adapters.Local;
using SelfHealing.Ports;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Adapters.Local;

public sealed class FolderArtifactStoreTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_put_can_be_got_and_equal_content_is_kept_once()
    {
        var store = new FolderArtifactStore(folder);

        var reference = await store.PutAsync("patch", "content"u8.ToArray(), Cancellation);
        var again = await store.PutAsync("patch", "content"u8.ToArray(), Cancellation);

        again.ShouldBe(reference);
        (await store.GetAsync(reference, Cancellation)).ShouldBe("content"u8.ToArray());
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("patch/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("patch/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    public async Task GetAsync_of_what_is_not_there_names_the_reference(string reference)
    {
        var problem = await Should.ThrowAsync<ArtifactNotFoundException>(new FolderArtifactStore(folder).GetAsync(reference, Cancellation));

        problem.Message.ShouldContain(reference);
    }

    [Fact]
    public async Task PutAsync_into_a_folder_that_cannot_be_written_is_unavailable()
    {
        var file = folder.Write("taken", "");

        await Should.ThrowAsync<StoreUnavailableException>(new FolderArtifactStore(file).PutAsync("patch", "x"u8.ToArray(), Cancellation));
    }

    public void Dispose() => folder.Dispose();
}
