using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>An independent interpreter ends the same machines with the same output, or with the same error.</summary>
public class ReferenceInterpreterTests
{
    static readonly JsonNode Document = JsonNode.Parse(
        """
        {"a": [1, 2, 2, 3], "o": {"x": 1, "y": {"x": [true, null]}}, "s": "a-b,c", "n": 7, "t": "It's {}", "j": "{\"k\":[1]}",
         "books": [{"title": "A", "price": 8}, {"title": "B", "price": 12}, {"title": "C"}]}
        """)!;

    static readonly JsonNode?[] Values = ["a", "b", "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z", 1, 2.5, true, false, null];

    static readonly string[] Calls =
    [
        "States.Format('plain')", "States.Format('{} and {}', $.n, $.s)", "States.Format('{}', true)",
        "States.Array(1, 'two', $.o)", "States.Array()", "States.ArrayPartition($.a, 3)", "States.ArrayContains($.a, 2)",
        "States.ArrayContains($.a, '2')", "States.ArrayRange(1, 9, 2)", "States.ArrayRange(9, 1, -3)", "States.ArrayRange(0, 0, 1)",
        "States.ArrayGetItem($.a, 3)", "States.ArrayLength($.a)", "States.ArrayUnique($.a)", "States.Base64Encode($.s)",
        "States.Base64Decode('YS1iLGM=')", "States.Hash('text', 'MD5')", "States.Hash('text', 'SHA-1')", "States.Hash('text', 'SHA-256')",
        "States.Hash('text', 'SHA-384')", "States.Hash('text', 'SHA-512')", "States.JsonMerge($.o, $.books[0], false)",
        "States.StringToJson($.j)", "States.JsonToString($.o)", "States.MathAdd($.n, -10)", "States.StringSplit($.s, ',')",
        "States.ArrayLength(States.ArrayRange(1, States.MathAdd($.n, 3), 1))",
        "States.ArrayContains(States.ArrayRange(1, 3, 1), 2)",
        "States.ArrayUnique(States.Array(2, States.MathAdd(1, 1), 3))", "States.ArrayRange(1, 10, 0)", "States.StringToJson('{')", "States.ArrayLength($.n)", "States.ArrayLength($.missing)",
    ];

    static readonly string[] Paths =
    [
        "$", "$.a", "$['a']", "$.a[0]", "$.a[*]", "$.a[1:3]", "$.a[-2:]", "$.a[:2]", "$.a[0,2]", "$.o.*", "$.o.y.x[0]", "$.o.y.x[1]",
        "$..x", "$.books[*].title", "$.books[*].price", "$.books[?(@.price > 10)]", "$.books[?(@.price)].title",
        "$.books[?(@.title == 'C')]", "$.books[?(@.price < 10 || @.title == 'C')].title", "$.missing", "$.a[9]", "$.s.x",
    ];

    static readonly Dictionary<string, ReferenceCase[]> Groups = new()
    {
        ["retry and catch"] = [.. ReferenceCases.RetryAndCatch(150)],
        ["whole machines"] = [.. ReferenceMachines.Make(300)],
        ["data flow"] = [.. ReferenceCases.DataFlow(150)],
        ["intrinsic functions"] = [.. Calls.Select(static call => ReferenceCases.Expression(call, Document))],
        ["paths"] = [.. Paths.Select(static path => ReferenceCases.Expression(path, Document))],
        ["choice operators"] =
        [
            .. from comparison in ComparisonOperator.All.Values
               where !comparison.TakesPath && comparison.Name != "StringMatches"
               from operand in Values
               where comparison.Accepts(operand) && !(comparison.Name.StartsWith("Is") && (bool?)operand == false)
               from value in Values
               where comparison.Accepts(value) || !comparison.Name.Contains("Than")
               select ReferenceCases.Choice(comparison.Name, operand, value),
        ],
        ["choice operators with paths"] =
        [
            .. from comparison in ComparisonOperator.All.Values
               where comparison.TakesPath
               from operand in new JsonNode?[] { "b", 2, true }
               from value in Values
               where comparison.Accepts(value) || !comparison.Name.Contains("Than")
               let one = ReferenceCases.Choice(comparison.Name, operand, value)
               select ReferenceCases.WithOperandPath(one, comparison.Name),
        ],
        ["string patterns"] =
        [
            .. from pattern in new[] { "a*", "*a", "a*b*c", "*", "", @"a\\*", @"a\*", "log-*.txt", "a**b", "abc" }
               from value in new[] { "a", "abc", "a*", "", "ba", "log-1.txt", "log-.txt.", "axbxc", "ab" }
               select ReferenceCases.Choice("StringMatches", pattern, value),
        ],
    };

    // One process for all: Node takes longer to start than to run them.
    static readonly Lazy<Task<Dictionary<string, JsonObject[]>>> References = new(RunReferenceAsync);

    public static TheoryData<string> GroupNames => [.. Groups.Keys];

    [Theory]
    [MemberData(nameof(GroupNames))]
    public async Task Both_interpreters_end_every_machine_in_the_same_way(string group)
    {
        var references = (await References.Value)[group];
        List<string> differences = [];
        foreach (var (one, reference) in Groups[group].Zip(references))
        {
            var here = await ReferenceInterpreter.RunHereAsync(one, TestContext.Current.CancellationToken);
            if (!Same(reference, here))
                differences.Add($"{one.ToLine()}\n  there: {Json.Write(reference)}\n  here:  {Json.Write(here)}");
        }

        differences.ShouldBeEmpty();
    }

    static async Task<Dictionary<string, JsonObject[]>> RunReferenceAsync()
    {
        var results = await ReferenceInterpreter.RunAsync(Groups.Values.SelectMany(static cases => cases), CancellationToken.None);
        results.Count.ShouldBe(Groups.Values.Sum(static cases => cases.Length));
        var left = new Queue<JsonObject>(results);
        return Groups.ToDictionary(
            static group => group.Key,
            group => Enumerable.Range(0, group.Value.Length).Select(_ => left.Dequeue()).ToArray());
    }

    // The names of errors that tasks throw are theirs; those of the interpreters differ in detail.
    static bool Same(JsonObject reference, JsonObject here)
    {
        if (reference.ContainsKey("output") || here.ContainsKey("output"))
            return here.ContainsKey("output") && JsonNode.DeepEquals(reference["output"], here["output"]);
        var error = (string?)here["error"];
        return error!.StartsWith("States.") || JsonNode.DeepEquals(reference, here);
    }
}
