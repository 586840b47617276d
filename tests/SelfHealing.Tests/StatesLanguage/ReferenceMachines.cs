using System.Text.Json.Nodes;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>
/// Whole machines to compare with the reference interpreter: states of every type that lead on to one another, with Map and
/// Parallel states inside Map and Parallel states, and tasks that fail a few times. The same ones in every run.
/// </summary>
sealed class ReferenceMachines
{
    const int MostDepth = 2;

    readonly Random random;
    readonly Dictionary<string, IReadOnlyList<JsonObject>> tasks = [];
    int states;

    ReferenceMachines(Random random) => this.random = random;

    public static IEnumerable<ReferenceCase> Make(int count)
    {
        var random = new Random(3);
        for (var i = 0; i < count; i++)
        {
            var one = new ReferenceMachines(random);
            var definition = one.Graph(depth: 0);
            yield return new ReferenceCase(definition, one.Data(), one.tasks);
        }
    }

    JsonObject Data() => new()
    {
        ["n"] = random.Next(1, 9),
        ["text"] = Pick("red", "green-1", "2030-01-01T00:00:00Z"),
        ["flag"] = true,
        ["items"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (JsonNode)random.Next(1, 9))]),
    };

    // Each state leads to the next one, and a choice also further on: nothing loops, and everything is reached.
    JsonObject Graph(int depth)
    {
        var names = Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"S{++states}").ToArray();
        var graph = new JsonObject();
        for (var i = 0; i < names.Length; i++)
        {
            var rest = names[(i + 1)..];
            foreach (var (name, state) in State(names[i], rest, depth))
                graph[name] = state;
        }
        return new JsonObject { ["StartAt"] = names[0], ["States"] = graph };
    }

    IEnumerable<(string Name, JsonObject State)> State(string name, string[] rest, int depth)
    {
        var kind = random.Next(depth < MostDepth ? 8 : 4);
        if (kind == 3 && rest.Length > 0)
        {
            var fail = $"{name}Fails";
            yield return (name, new JsonObject
            {
                ["Type"] = "Choice",
                ["Choices"] = new JsonArray(Rule(2, rest[^1]), Rule(1, fail)),
                ["Default"] = rest[0],
            });
            yield return (fail, new JsonObject { ["Type"] = "Fail", ["Error"] = "Chosen", ["Cause"] = $"in {fail}" });
            yield break;
        }
        if (kind == 3)
        {
            yield return (name, new JsonObject { ["Type"] = "Succeed", ["InputPath"] = "$" });
            yield break;
        }
        var state = kind switch
        {
            0 => new JsonObject { ["Type"] = "Wait", ["Seconds"] = 0 },
            1 => new JsonObject { ["Type"] = "Pass", ["Result"] = new JsonObject { ["by"] = name }, ["ResultPath"] = Pick("$.passed", "$.items[0]") },
            2 or 3 => Task(name, depth),
            4 or 5 => Map(depth),
            _ => Parallel(depth),
        };
        if (rest.Length > 0)
            state["Next"] = rest[0];
        else
            state["End"] = true;
        if (kind >= 2 && random.Next(2) == 0)
        {
            var caught = $"{name}Caught";
            state["Catch"] = new JsonArray(new JsonObject { ["ErrorEquals"] = new JsonArray("States.ALL"), ["ResultPath"] = "$.caught", ["Next"] = caught });
            yield return (caught, new JsonObject { ["Type"] = "Pass", ["OutputPath"] = "$.caught.Error", ["End"] = true });
        }
        yield return (name, state);
    }

    JsonObject Task(string name, int depth)
    {
        // Inside a Map state only once: after an iteration that failed, the reference works on, and its tasks take the next answers.
        var failures = Math.Min(Math.Max(0, random.Next(-2, 3)), depth == 0 ? 2 : 1);
        tasks[name] = [.. Enumerable.Range(0, failures).Select(i => new JsonObject { ["error"] = Pick("Boom", "Crash"), ["cause"] = $"{name} {i}" })];
        var task = new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:lambda:us-east-1:000000000000:function:f", ["ResultPath"] = "$.done" };
        if (random.Next(2) == 0)
            task["Parameters"] = new JsonObject { ["of.$"] = "$.n", ["state"] = name };
        if (random.Next(2) == 0)
            task["Retry"] = new JsonArray(new JsonObject { ["ErrorEquals"] = new JsonArray("Boom"), ["MaxAttempts"] = 2 });
        return task;
    }

    // One after the other, as the answers of the tasks come in one order.
    JsonObject Map(int depth) => new()
    {
        ["Type"] = "Map",
        ["MaxConcurrency"] = 1,
        ["ItemsPath"] = "$.items",
        ["ItemSelector"] = new JsonObject
        {
            ["n.$"] = "$$.Map.Item.Value", ["at.$"] = "$$.Map.Item.Index", ["text.$"] = "$.text", ["flag"] = true, ["items.$"] = "States.ArrayRange(1, 2, 1)",
        },
        ["ItemProcessor"] = Graph(depth + 1),
        ["ResultPath"] = "$.mapped",
    };

    JsonObject Parallel(int depth) => new()
    {
        ["Type"] = "Parallel",
        ["Branches"] = new JsonArray(Graph(depth + 1), new JsonObject
        {
            ["StartAt"] = $"P{++states}",
            ["States"] = new JsonObject { [$"P{states}"] = new JsonObject { ["Type"] = "Pass", ["OutputPath"] = "$.text", ["End"] = true } },
        }),
        ["ResultSelector"] = new JsonObject { ["first.$"] = "$[0]", ["all.$"] = "$" },
        ["ResultPath"] = "$.both",
    };

    JsonObject Rule(int depth, string next)
    {
        var rule = Condition(depth);
        rule["Next"] = next;
        return rule;
    }

    JsonObject Condition(int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new JsonObject { ["Variable"] = "$.n", ["NumericGreaterThan"] = random.Next(1, 9) },
        1 => new JsonObject { ["Variable"] = "$.text", ["StringMatches"] = Pick("g*-1", "*e*", "2030*Z") },
        2 => new JsonObject { ["Variable"] = "$.caught", ["IsPresent"] = true },
        3 => new JsonObject { ["Variable"] = "$.text", ["IsTimestamp"] = true },
        4 => new JsonObject { ["Variable"] = "$.n", ["NumericLessThanEqualsPath"] = "$.items[0]" },
        5 => new JsonObject { ["Not"] = Condition(depth - 1) },
        6 => new JsonObject { ["And"] = new JsonArray(Condition(depth - 1), Condition(depth - 1)) },
        _ => new JsonObject { ["Or"] = new JsonArray(Condition(depth - 1), Condition(depth - 1)) },
    };

    T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
