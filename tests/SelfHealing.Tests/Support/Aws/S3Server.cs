using Amazon.Runtime;
using Amazon.S3;

namespace SelfHealing.Tests.Support.Aws;

/// <summary>npm's s3rver: S3 over a folder. It knows one access key and does not check signatures.</summary>
public sealed class S3Server : IAsyncLifetime
{
    readonly TemporaryFolder folder = new();
    readonly int port = LoopbackServer.FreePort();
    ServerProcess? process;

    public static string Bucket => "artifacts";

    public string Url => $"http://127.0.0.1:{port}";

    public AmazonS3Client Client(string accessKey = "S3RVER") => new(
        new BasicAWSCredentials(accessKey, "S3RVER"),
        new AmazonS3Config
        {
            ServiceURL = Url,
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
        });

    public async ValueTask InitializeAsync()
    {
        string[] arguments = ["-d", folder, "-a", "127.0.0.1", "-p", $"{port}", "--silent", "--configure-bucket", Bucket];
        process = await ServerProcess.StartAsync(
            await NodePackages.CommandAsync("s3rver/bin/s3rver.js", arguments, CancellationToken.None), port, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }
}
