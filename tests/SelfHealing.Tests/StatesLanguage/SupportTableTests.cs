using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>docs/states-language.md says what is supported, and every cell of its tables is so.</summary>
public class SupportTableTests
{
    static readonly string[] Types = ["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Map", "Parallel"];

    [Fact]
    public void Every_field_of_a_state_is_supported_or_refused_as_the_table_says()
    {
        var rows = Table("Fields of states").ToArray();

        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            foreach (var (type, cell) in Types.Zip(row[1..]))
                Loads(Machines.WithField(type, row[0])).ShouldBe(cell == "yes", $"{row[0]} in {type}");
        }
    }

    [Fact]
    public void Every_other_field_is_supported_or_refused_as_the_table_says()
    {
        foreach (var row in Table("Fields elsewhere"))
            Loads(Machines.WithFieldIn(row[0], row[1])).ShouldBe(row[2] == "yes", $"{row[1]} in {row[0]}");
    }

    [Fact]
    public void Every_resource_is_supported_or_refused_as_the_table_says()
    {
        foreach (var row in Table("Resources of tasks"))
        {
            var task = Machines.State("Task");
            task["Resource"] = row[0];
            task["Parameters"] = new JsonObject { ["FunctionName"] = "Parse" };
            Loads(Machines.Of(task)).ShouldBe(row[1].StartsWith("yes"), row[0]);
        }
    }

    [Theory]
    [InlineData("Paths")]
    [InlineData("Intrinsic functions")]
    public void Every_expression_is_supported_or_refused_as_the_table_says(string table)
    {
        foreach (var row in Table(table))
        {
            var pass = Machines.State("Pass");
            pass["Parameters"] = new JsonObject { ["value.$"] = row[0] };
            Loads(Machines.Of(pass)).ShouldBe(row[1] == "yes", row[0]);
        }
    }

    [Fact]
    public void The_table_names_every_intrinsic_function() =>
        Table("Intrinsic functions").Select(static row => row[0].Split('(')[0])
            .ShouldBe(IntrinsicFunction.All.Keys, ignoreOrder: true);

    [Fact]
    public void Every_comparison_operator_loads()
    {
        ComparisonOperator.All.Count.ShouldBe(39);
        foreach (var comparison in ComparisonOperator.All.Values)
        {
            var operand = comparison.TakesPath
                ? "$.other"
                : new JsonNode?[] { "text", 1, true, "2030-01-31T12:00:00Z" }.First(comparison.Accepts);
            var choice = Machines.State("Choice");
            choice["Choices"] = new JsonArray(
                new JsonObject { ["Variable"] = "$.value", [comparison.Name] = operand?.DeepClone(), ["Next"] = "Done" });
            Loads(Machines.Of(choice)).ShouldBeTrue(comparison.Name);
        }
    }

    static bool Loads(JsonObject definition)
    {
        try
        {
            Machines.Load(definition);
            return true;
        }
        catch (InvalidDefinitionException)
        {
            return false;
        }
    }

    static IEnumerable<string[]> Table(string heading) => File.ReadLines(RepositoryRoot.Combine("docs/states-language.md"))
        .SkipWhile(line => line != $"## {heading}")
        .Skip(1)
        .TakeWhile(static line => !line.StartsWith("## "))
        .Where(static line => line.StartsWith('|'))
        .Skip(2)
        .Select(static line => line.Trim('|').Split(" |").Select(static cell => cell.Trim().Trim('`')).ToArray());
}
