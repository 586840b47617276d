using System.Text.RegularExpressions;
using SelfHealing.Lambda;
using SelfHealing.Steps;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Lambda;

public partial class FunctionTableTests
{
    // The ports are not called while the table is built.
    internal static readonly FunctionTable Table = new(
        new StepTable(new StepPorts(null!, null!, null!, null!, null!, null!, null!, null!, TimeProvider.System)), () => throw new InvalidOperationException(), () => throw new InvalidOperationException(), null!);

    [Fact]
    public void Every_function_has_a_method_for_Amazons_generator()
    {
        var methods = File.ReadAllText(RepositoryRoot.Combine("src/SelfHealing.Lambda/Host/Annotations/Functions.cs"));

        AnnotatedMethods().Matches(methods).Select(method => method.Groups[1].Value).Order().ShouldBe(Table.Names.Order());
    }

    [GeneratedRegex(@"\[LambdaFunction\]\s+public Task<JsonElement> (\w+)\(JsonElement payload, ILambdaContext context\) => host\.RunAsync\(nameof\(\1\)")]
    private static partial Regex AnnotatedMethods();
}
