using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace SelfHealing.Lambda.Host.Annotations;

/// <summary>What the functions are made of.</summary>
[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services) => services.AddSingleton(new FunctionHost());
}
