using System.Text.Json.Nodes;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>
/// Machines to compare with the reference interpreter: the same ones in every run. Left out is what the reference gets wrong by
/// the specification or the recordings of AWS: ResultPath "$" written out, false, 0, "" and null as the value of
/// a path or a Result, type tests for false, wildcards that select nothing, the order of values of different types, States.ArrayGetItem beyond the end.
/// </summary>
static class ReferenceCases
{
    static readonly string[] Errors = ["Boom", "Crash", "ThrottledException"];

    static readonly IReadOnlyDictionary<string, IReadOnlyList<JsonObject>> NoTasks = new Dictionary<string, IReadOnlyList<JsonObject>>();

    /// <summary>One or two tasks that fail a few times, with retriers and catchers for some of the errors.</summary>
    public static IEnumerable<ReferenceCase> RetryAndCatch(int count)
    {
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var first = Task(random, next: "B");
            var second = Task(random, next: null);
            var definition = new JsonObject
            {
                ["StartAt"] = "A",
                ["States"] = new JsonObject
                {
                    ["A"] = first,
                    ["B"] = second,
                    ["Caught"] = new JsonObject { ["Type"] = "Pass", ["Parameters"] = new JsonObject { ["seen.$"] = "$" }, ["End"] = true },
                },
            };
            if (first["Catch"] is null && second["Catch"] is null)
                definition["States"]!.AsObject().Remove("Caught");
            yield return new ReferenceCase(definition, new JsonObject { ["a"] = Value(random, 2) }, new Dictionary<string, IReadOnlyList<JsonObject>>
            {
                ["A"] = Answers(random),
                ["B"] = Answers(random),
            });
        }
    }

    /// <summary>Pass states and tasks that move data about with all the fields for it.</summary>
    public static IEnumerable<ReferenceCase> DataFlow(int count)
    {
        var random = new Random(2);
        for (var i = 0; i < count; i++)
        {
            var isTask = random.Next(2) == 0;
            var state = new JsonObject { ["Type"] = isTask ? "Task" : "Pass", ["End"] = true };
            if (isTask)
                state["Resource"] = "arn:aws:lambda:us-east-1:000000000000:function:f";
            Maybe(random, state, "InputPath", () => Pick<string?>(random, "$.a", "$.b", "$", "$.a.b", null));
            Maybe(random, state, "Parameters", () => Template(random));
            if (isTask)
                Maybe(random, state, "ResultSelector", () => Template(random));
            else
                Maybe(random, state, "Result", () => new JsonArray(Value(random, 2)));
            Maybe(random, state, "ResultPath", () => Pick<string?>(random, "$.c", "$.a.c", null, "$.new.deep"));
            Maybe(random, state, "OutputPath", () => Pick<string?>(random, "$.a", "$.c", "$", null));
            var input = new JsonObject { ["a"] = new JsonObject { ["b"] = Value(random, 2), ["a"] = 1 }, ["b"] = Value(random, 2) };
            yield return new ReferenceCase(
                new JsonObject { ["StartAt"] = "A", ["States"] = new JsonObject { ["A"] = state } },
                input,
                isTask ? new Dictionary<string, IReadOnlyList<JsonObject>> { ["A"] = [] } : NoTasks);
        }
    }

    /// <summary>A pass state with one expression, such as a call of an intrinsic function.</summary>
    public static ReferenceCase Expression(string expression, JsonNode? input) => new(
        new JsonObject
        {
            ["StartAt"] = "A",
            ["States"] = new JsonObject
            {
                ["A"] = new JsonObject { ["Type"] = "Pass", ["Parameters"] = new JsonObject { ["value.$"] = expression }, ["End"] = true },
            },
        },
        input,
        NoTasks);

    /// <summary>A choice state with one rule.</summary>
    public static ReferenceCase Choice(string comparison, JsonNode? operand, JsonNode? value) => new(
        new JsonObject
        {
            ["StartAt"] = "A",
            ["States"] = new JsonObject
            {
                ["A"] = new JsonObject
                {
                    ["Type"] = "Choice",
                    ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.value", [comparison] = operand?.DeepClone(), ["Next"] = "Yes" }),
                    ["Default"] = "No",
                },
                ["Yes"] = new JsonObject { ["Type"] = "Pass", ["Result"] = "yes", ["End"] = true },
                ["No"] = new JsonObject { ["Type"] = "Pass", ["Result"] = "no", ["End"] = true },
            },
        },
        new JsonObject { ["value"] = value?.DeepClone(), ["other"] = operand?.DeepClone() },
        NoTasks);

    /// <summary>The same choice, with the operand in the data.</summary>
    public static ReferenceCase WithOperandPath(ReferenceCase choice, string comparison)
    {
        choice.Definition["States"]!["A"]!["Choices"]![0]![comparison] = "$.other";
        return choice;
    }

    static JsonObject Task(Random random, string? next)
    {
        var task = new JsonObject { ["Type"] = "Task", ["Resource"] = "arn:aws:lambda:us-east-1:000000000000:function:f" };
        if (next is null)
            task["End"] = true;
        else
            task["Next"] = next;
        Maybe(random, task, "Retry", () => new JsonArray(Retrier(random), Retrier(random)));
        Maybe(random, task, "Catch", () => new JsonArray(Catcher(random), Catcher(random)));
        Maybe(random, task, "ResultPath", () => Pick<string?>(random, "$.result", null));
        return task;
    }

    static JsonObject Retrier(Random random) => new()
    {
        ["ErrorEquals"] = new JsonArray(Pick(random, [.. Errors, "States.TaskFailed"])),
        ["MaxAttempts"] = random.Next(3),
    };

    static JsonObject Catcher(Random random)
    {
        var catcher = new JsonObject { ["ErrorEquals"] = new JsonArray(Pick(random, [.. Errors, "States.TaskFailed"])), ["Next"] = "Caught" };
        Maybe(random, catcher, "ResultPath", () => Pick<string?>(random, "$.error", null));
        return catcher;
    }

    static JsonObject[] Answers(Random random) =>
        [.. Enumerable.Range(0, random.Next(5)).Select(i => new JsonObject { ["error"] = Pick(random, Errors), ["cause"] = $"failure {i}" })];

    static JsonObject Template(Random random) => new()
    {
        ["fixed"] = Value(random, 1),
        ["a.$"] = Pick(random, "$", "$.a", "$.b", "$$.Execution.Input.a"),
        ["nested"] = new JsonObject { ["b.$"] = Pick(random, "$", "States.Array($)", "States.JsonToString($)", "$$.Execution.Input..b") },
    };

    static JsonNode Value(Random random, int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => random.Next(1, 100),
        1 => Pick(random, "text", "ünï 'quoted'"),
        2 => true,
        3 => 1.5,
        4 => new JsonArray(Value(random, depth - 1), Value(random, depth - 1)),
        _ => new JsonObject { ["a"] = Value(random, depth - 1), ["b"] = Value(random, depth - 1) },
    };

    static void Maybe(Random random, JsonObject target, string field, Func<JsonNode?> value)
    {
        if (random.Next(2) == 0)
            target[field] = value();
    }

    static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
