using Amazon.S3;
using Amazon.S3.Model;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Presigned URLs of a bucket's objects. One ends with its time, or sooner, with the session of the role that signed it.</summary>
/// <param name="s3">The client.</param>
/// <param name="bucket">The bucket's name.</param>
/// <param name="time">The clock.</param>
public sealed class S3ArtifactLinks(IAmazonS3 s3, string bucket, TimeProvider time) : IArtifactLinks
{
    /// <inheritdoc/>
    public Task<Uri> ToReadAsync(string reference, TimeSpan lifetime) => SignAsync(reference, HttpVerb.GET, lifetime);

    /// <inheritdoc/>
    public Task<Uri> ToWriteAsync(string reference, TimeSpan lifetime) => SignAsync(reference, HttpVerb.PUT, lifetime);

    async Task<Uri> SignAsync(string reference, HttpVerb verb, TimeSpan lifetime)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = ArtifactReference.Checked(reference),
            Verb = verb,
            Expires = time.GetUtcNow().UtcDateTime + lifetime,
        };
        try
        {
            var endpoint = s3.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = bucket, Key = request.Key });
            request.Protocol = endpoint.URL.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? Protocol.HTTP : Protocol.HTTPS;
            return new Uri(await s3.GetPreSignedURLAsync(request));
        }
        catch (Exception problem) when (AwsFailures.Is(problem, CancellationToken.None))
        {
            throw new StoreUnavailableException($"No link into the bucket {bucket} can be made: {problem.Message}", problem);
        }
    }
}
