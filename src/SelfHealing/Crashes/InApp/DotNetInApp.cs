namespace SelfHealing.Crashes;

/// <summary>.NET: everything is in-app but the framework and well-known libraries, told by namespace, and code made at run time.</summary>
static class DotNetInApp
{
    static readonly string[] Libraries =
    [
        "System.", "Microsoft.", "Interop.", "Internal.", "Mono.", "MS.", "Windows.", "Newtonsoft.", "Npgsql.", "MySql.", "MySqlConnector.",
        "Dapper.", "Serilog.", "NLog.", "log4net.", "Castle.", "Autofac.", "Ninject.", "StructureMap.", "Lamar.", "MediatR.",
        "FluentValidation.", "AutoMapper.", "StackExchange.", "RabbitMQ.", "MassTransit.", "NServiceBus.", "Polly.", "Refit.", "RestSharp.",
        "Flurl.", "Grpc.", "Google.", "Amazon.", "Azure.", "Hangfire.", "Quartz.", "NHibernate.", "MongoDB.", "Swashbuckle.", "Xunit.",
        "NUnit.", "Moq.", "NSubstitute.", "Orleans.", "Akka.", "IdentityServer4.", "Duende.", "OpenTelemetry.", "Confluent.", "Elastic.",
        "Nest.", "CsvHelper.", "HotChocolate.", "Nancy.", "ServiceStack.", "UnityEngine.", "Xamarin.", "Android.", "Java.Interop.",
    ];

    static readonly string[] Generated = ["lambda_method", "(wrapper ", "DynamicClass."];

    public static bool IsInApp(StackFrame frame)
    {
        if (frame.Function is null)
            return false;
        var name = TypeAndMethod(frame.Function);
        return !name.StartsWithAny(Libraries) && !name.StartsWithAny(Generated);
    }

    // Demystified traces put modifiers and the return type in front of the name: "async Task<string> Shop.Orders.Load(int id)".
    static ReadOnlySpan<char> TypeAndMethod(string function)
    {
        var parameters = function.IndexOf('(');
        if (parameters == 0)
            parameters = function.IndexOf('(', 1);
        if (parameters < 0)
            return function;
        var name = function.AsSpan(0, parameters);
        int depth = 0, start = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is '<' or '[')
                depth++;
            else if (name[i] is '>' or ']')
                depth--;
            else if (name[i] == ' ' && depth == 0)
                start = i + 1;
        }
        var result = function.AsSpan(start);
        return result.StartsWith("string.") || result.StartsWith("int.") || result.StartsWith("object.") ? "System." : result;
    }
}
