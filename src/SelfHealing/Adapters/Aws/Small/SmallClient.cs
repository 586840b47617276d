using System.Text;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace SelfHealing.Adapters.Aws.Small;

/// <summary>
/// Calls a service through the SDK's core: credentials, region, endpoints (AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_SERVICE too), signatures,
/// retries and clock skew are the SDK's. What a call says and what it returns is up to the callers in this folder.
/// </summary>
sealed class SmallClient(SmallConfig config) : AmazonServiceClient((AWSCredentials?)null, config)
{
    readonly SmallMarshaller marshaller = new(config.ServiceId);

    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata(config.ServiceId);

    public async Task<byte[]> CallAsync(SmallRequest request, CancellationToken cancellation)
    {
        var options = new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = SmallUnmarshaller.Instance };
        return (await InvokeAsync<SmallResponse>(request, options, cancellation)).Body;
    }

    /// <summary>A call that is answered in XML.</summary>
    public async Task<XDocument> AskForXmlAsync(SmallRequest request, CancellationToken cancellation)
    {
        var answer = await CallAsync(request, cancellation);
        try
        {
            return XDocument.Parse(Encoding.UTF8.GetString(answer));
        }
        catch (XmlException)
        {
            throw NotUnderstood();
        }
    }

    /// <summary>For an answer that is not the service's, such as a proxy's page.</summary>
    public AmazonClientException NotUnderstood() => new($"The answer is not one of {ServiceMetadata.ServiceId}: is a proxy on the way to it?");

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new SigV4());

    sealed class SigV4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    sealed class Metadata(string serviceId) : IServiceMetadata
    {
        public string ServiceId => serviceId;

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
    }
}
