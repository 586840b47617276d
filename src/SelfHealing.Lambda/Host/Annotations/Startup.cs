using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace SelfHealing.Lambda.Host.Annotations;

/// <summary>What the functions are made of.</summary>
[LambdaStartup]
public class Startup
{
#pragma warning disable CA1822 // The generated code calls it on an instance.
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton(new FunctionHost());
#pragma warning restore CA1822
}
