using System.Net;
using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Aws;

/// <summary>Artifacts as objects of a bucket, under the key <c>KIND/SHA256</c>. The bucket's own rules encrypt and expire them.</summary>
/// <param name="s3">The client.</param>
/// <param name="bucket">The bucket's name.</param>
public sealed class S3ArtifactStore(IAmazonS3 s3, string bucket) : IArtifactStore
{
    /// <inheritdoc/>
    public async Task<string> PutAsync(string kind, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var reference = ArtifactReference.To(kind, content.Span);
        try
        {
            // Written again even when it is there: its time to expire begins anew.
            var bytes = MemoryMarshal.TryGetArray(content, out var held) ? held : new ArraySegment<byte>(content.ToArray());
            using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = reference,
                    InputStream = stream,
                    ContentType = "application/octet-stream",
                    // S3 refuses content that is not what the key says.
                    ChecksumSHA256 = Convert.ToBase64String(Convert.FromHexString(reference.AsSpan(reference.IndexOf('/') + 1))),
                    UseChunkEncoding = false,
                },
                cancellation);
            return reference;
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"The bucket {bucket} cannot be written: {problem.Message}", problem);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string reference, CancellationToken cancellation)
    {
        var key = ArtifactReference.Checked(reference);
        try
        {
            using var response = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellation);
            using var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content, cancellation);
            return content.ToArray();
        }
        catch (AmazonS3Exception problem) when (problem is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            throw new ArtifactNotFoundException($"The artifact {key} is not in the bucket {bucket}.");
        }
        catch (Exception problem) when (AwsFailures.Is(problem, cancellation))
        {
            throw new StoreUnavailableException($"The artifact {key} of the bucket {bucket} cannot be read: {problem.Message}", problem);
        }
    }
}
