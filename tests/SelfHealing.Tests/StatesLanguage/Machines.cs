using System.Text.Json.Nodes;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

/// <summary>Small definitions for tests: a state named State that leads to a Pass state named Done, if it leads anywhere.</summary>
static class Machines
{
    const string Function = "arn:aws:lambda:eu-west-1:123456789012:function:Parse";

    public static StateMachine Load(JsonObject definition) => Load(definition.ToJsonString());

    public static StateMachine Load(string definition) =>
        StateMachine.Load(definition, new Dictionary<string, string>(), "test.asl.json");

    public static JsonObject Of(JsonObject state)
    {
        var states = new JsonObject { ["State"] = state };
        if (state.ToJsonString().Contains("\"Done\""))
            states["Done"] = new JsonObject { ["Type"] = "Pass", ["End"] = true };
        return new JsonObject { ["StartAt"] = "State", ["States"] = states };
    }

    /// <summary>A state with just what its type needs.</summary>
    public static JsonObject State(string type) => JsonNode.Parse(type switch
    {
        "Task" => $$"""{"Type": "Task", "Resource": "{{Function}}", "End": true}""",
        "Pass" => """{"Type": "Pass", "End": true}""",
        "Choice" => """{"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "Done"}]}""",
        "Wait" => """{"Type": "Wait", "Seconds": 1, "End": true}""",
        "Succeed" => """{"Type": "Succeed"}""",
        "Fail" => """{"Type": "Fail"}""",
        "Map" => $$"""{"Type": "Map", "ItemProcessor": {{Graph("Item")}}, "End": true}""",
        _ => $$"""{"Type": "Parallel", "Branches": [{{Graph("Branch")}}], "End": true}""",
    })!.AsObject();

    /// <summary>A machine whose first state has a field more.</summary>
    public static JsonObject WithField(string type, string field)
    {
        var state = State(type);
        foreach (var replaced in Replaced(field))
            state.Remove(replaced);
        if ((type, field) == ("Map", "ItemBatcher"))
            state["ItemProcessor"]!["ProcessorConfig"] = new JsonObject { ["Mode"] = "DISTRIBUTED" };
        Set(state, field);
        return Of(state);
    }

    /// <summary>A machine with a field more in another place than a state.</summary>
    public static JsonObject WithFieldIn(string place, string field)
    {
        var state = State(place switch { "Choices" => "Choice", "ProcessorConfig" or "ItemBatcher" => "Map", _ => "Task" });
        var machine = Of(state);
        JsonObject target;
        switch (place)
        {
            case "machine":
                target = machine;
                break;
            case "Choices":
                target = state["Choices"]![0]!.AsObject();
                break;
            case "ProcessorConfig":
                target = [];
                state["ItemProcessor"]!["ProcessorConfig"] = target;
                break;
            case "ItemBatcher":
                state["ItemProcessor"]!["ProcessorConfig"] = new JsonObject { ["Mode"] = "DISTRIBUTED" };
                target = new JsonObject { [field.Contains("Items") ? "MaxInputBytesPerBatch" : "MaxItemsPerBatch"] = 1 };
                state["ItemBatcher"] = target;
                break;
            default:
                target = new JsonObject { ["ErrorEquals"] = new JsonArray("States.ALL") };
                if (place == "Catch")
                    target["Next"] = "Done";
                state[place] = new JsonArray(target);
                machine = Of(state.DeepClone().AsObject());
                target = machine["States"]!["State"]![place]![0]!.AsObject();
                break;
        }
        Set(target, field);
        return machine;
    }

    static void Set(JsonObject target, string field)
    {
        var (name, value) = field.Split(": ") is [var left, var right] ? (left, right) : (field, null);
        target[name] = value ?? JsonNode.Parse(Sample(name));
    }

    static string[] Replaced(string field) => field switch
    {
        "Next" => ["End"],
        "SecondsPath" or "Timestamp" or "TimestampPath" => ["Seconds"],
        "Iterator" => ["ItemProcessor"],
        _ => [],
    };

    static string Sample(string field) => field switch
    {
        "Next" or "Default" => "\"Done\"",
        "End" => "true",
        "Version" => "\"1.0\"",
        "JitterStrategy" => "\"FULL\"",
        "ExecutionType" => "\"STANDARD\"",
        "Resource" => $"\"{Function}\"",
        "Timestamp" => "\"2030-01-31T12:00:00Z\"",
        "Comment" or "Label" or "Error" or "Cause" => "\"text\"",
        "Result" or "Output" => "{}",
        "Retry" => """[{"ErrorEquals": ["States.ALL"]}]""",
        "Catch" => """[{"ErrorEquals": ["States.ALL"], "Next": "Done"}]""",
        "Choices" => """[{"Variable": "$.a", "IsPresent": true, "Next": "Done"}]""",
        "ItemProcessor" or "Iterator" => Graph("Item"),
        "Branches" => $"[{Graph("Branch")}]",
        "Parameters" or "ResultSelector" or "ItemSelector" or "Assign" or "Arguments" or "Credentials" or "BatchInput" => """{"a.$": "$"}""",
        "ItemReader" or "ResultWriter" => "{}",
        "ItemBatcher" => """{"MaxItemsPerBatch": 2}""",
        "Items" or "Condition" => "\"{% $states.input %}\"",
        _ when field.EndsWith("Path") => "\"$.a\"",
        _ => "1",
    };

    static string Graph(string name) =>
        $$$"""{"StartAt": "{{{name}}}", "States": {"{{{name}}}": {"Type": "Pass", "End": true} } }""";
}
