using Amazon.S3;
using Amazon.S3.Model;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>The bucket with crashes, source, prompts and patches.</summary>
public static class ArtifactsBucket
{
    /// <summary>Looks whether the bucket is there and may be listed.</summary>
    /// <exception cref="StoreUnavailableException">It is not, or cannot be asked.</exception>
    public static async Task CheckAsync(string bucket, CancellationToken cancellation)
    {
        try
        {
            using var s3 = new AmazonS3Client();
            await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 1 }, cancellation);
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"The bucket {bucket} cannot be looked at: {AwsFailures.Describe(problem)}", problem);
        }
    }
}
