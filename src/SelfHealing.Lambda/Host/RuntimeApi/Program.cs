using SelfHealing.Lambda.Host.RuntimeApi;

return await LambdaHost.RunAsync(Environment.GetEnvironmentVariable, TimeProvider.System, CancellationToken.None);
