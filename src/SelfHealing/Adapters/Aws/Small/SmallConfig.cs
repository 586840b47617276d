using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace SelfHealing.Adapters.Aws.Small;

/// <summary>What the SDK's core needs to know of a service: how its endpoints are called and what its requests are signed for.</summary>
sealed class SmallConfig : ClientConfig
{
    static readonly DefaultConfiguration Defaults = new()
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(3),
    };

    readonly string host;

    /// <param name="serviceId">The service's id in the SDKs; AWS_ENDPOINT_URL_… is named after it.</param>
    /// <param name="host">The first part of its host names.</param>
    /// <param name="signingName">The service in the signature.</param>
    public SmallConfig(string serviceId, string host, string signingName)
        : base(new DefaultConfigurationProvider([Defaults]))
    {
        this.host = host;
        ServiceId = serviceId;
        AuthenticationServiceName = signingName;
    }

    public override string RegionEndpointServiceName => host;

    public override string ServiceVersion => "";

    public override string UserAgent => "selfhealing";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        if (!string.IsNullOrEmpty(ServiceURL))
            return new Endpoint(ServiceURL);
        var region = parameters.AlternateEndpoint ?? RegionEndpoint
            ?? throw new AmazonClientException("No AWS region is set. Set AWS_REGION.");
        return new Endpoint($"https://{host}{(UseFIPSEndpoint ? "-fips" : "")}.{region.SystemName}.{region.PartitionDnsSuffix}");
    }

    /// <summary>Calls another region than the one of the AWS configuration.</summary>
    public SmallConfig In(string? region)
    {
        if (region is not null)
            RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        return this;
    }
}
