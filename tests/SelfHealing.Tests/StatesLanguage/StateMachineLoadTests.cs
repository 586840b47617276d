using System.Text;
using CsCheck;
using SelfHealing.Cli.StatesLanguage;

namespace SelfHealing.Tests.StatesLanguage;

public class StateMachineLoadTests
{
    [Theory]
    [InlineData("""{"StartAt": "B", "States": {"A": {"Type": "Pass", "End": true}}}""", "/StartAt: there is no state 'B' here")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}""", "/States/A: leads to 'B', and there is no such state here")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}, "B": {"Type": "Pass", "End": true}}}""", "/States/B: no transition leads to this state")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}""", "/States/A: there must be either Next or \"End\": true")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Psas", "End": true}}}""", "/States/A/Type: there is no state type 'Psas'")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "QueryLanguage": "JSONata"}}}""", "/States/A/QueryLanguage: JSONata is not supported here")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Paramters": {}}}}""", "/States/A/Paramters: there is no such field here")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "ResultPath": "$.a[*]"}}}""", "/States/A/ResultPath: '$.a[*]' is no reference path: $ with names and indexes")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Parameters": {"a/b": {"c.$": "$."}}}}}""", "/States/A/Parameters/a~1b/c.$: '$.' cannot be read: expected a name at position 2, the end")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true, "Parameters": {"c.$": "States.Sum(1)"}}}}""", "/States/A/Parameters/c.$: 'States.Sum(1)' cannot be read: 'States.Sum' is no intrinsic function at position 10, '('")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "a", "ErrorPath": "$.a"}}}""", "/States/A: there must not be both Error and ErrorPath")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Wait", "End": true}}}""", "/States/A: there must be exactly one of Seconds, SecondsPath, Timestamp, TimestampPath")]
    [InlineData("""{"StartAt": "A", "Version": "2.0", "States": {"A": {"Type": "Pass", "End": true}}}""", "/Version: '2.0' is not supported here, only 1.0")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Map", "ItemBatcher": {"MaxItemsPerBatch": 2}, "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "End": true}}}""", "/States/A/ItemBatcher: needs a ProcessorConfig with the Mode DISTRIBUTED")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Map", "ItemBatcher": {}, "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}, "End": true}}}""", "/States/A/ItemBatcher: there must be MaxItemsPerBatch or MaxInputBytesPerBatch")]
    public void Load_tells_what_is_wrong_and_where(string definition, string problem) =>
        Should.Throw<InvalidDefinitionException>(() => Machines.Load(definition)).Problems.ShouldContain($"test.asl.json: {problem}");

    [Fact]
    public void Load_tells_all_problems_at_once() =>
        Should.Throw<InvalidDefinitionException>(() => Machines.Load("""{"StartAt": "X", "States": {"A": {"Type": "Pass", "Foo": 1}}}"""))
            .Problems.Count.ShouldBe(3);

    [Fact]
    public void Load_puts_in_the_substitutions()
    {
        var machine = StateMachine.Load(
            """{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${ParseArn}", "End": true}}}""",
            new Dictionary<string, string> { ["ParseArn"] = "arn:aws:lambda:eu-west-1:123456789012:function:Parse" },
            "folder/heal.asl.json");

        machine.Name.ShouldBe("heal");
        machine.Graph.States["A"].ShouldBeOfType<TaskState>().Resource.Arn.ShouldBe("arn:aws:lambda:eu-west-1:123456789012:function:Parse");
    }

    [Fact]
    public void Load_names_a_substitution_that_is_missing() =>
        Should.Throw<InvalidDefinitionException>(() => Machines.Load("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Comment": "${Who}", "End": true}}}"""))
            .Problems.ShouldBe(["test.asl.json: /States/A/Comment: there is no value for ${Who}"]);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"StartAt": "A", "StartAt": "B"}""")]
    public void Load_refuses_what_is_no_definition(string text) =>
        Should.Throw<InvalidDefinitionException>(() => Machines.Load(text));

    [Fact]
    public void Load_refuses_a_definition_that_is_nested_too_deeply() =>
        Should.Throw<InvalidDefinitionException>(() => Machines.Load(
            new StringBuilder().Insert(0, "{\"States\":", 100_000).Append('1').Append('}', 100_000).ToString()));

    [Fact]
    public void A_path_or_call_of_any_text_is_read_or_refused_by_name()
    {
        var pieces = Gen.OneOf(
            "$", "$$", ".", "..", "[", "]", "(", ")", "*", "?", "@", "'", "\"", "\\", ",", ":", "-", "1", "99999999999", "a", "States.Format",
            "States.Array", "==", "&&", "||", "!", "<", " ", "true", "{}", "é", "\ud800");
        Gen.OneOf(pieces.Array[0, 30].Select(static parts => "$" + string.Concat(parts)),
                pieces.Array[0, 30].Select(static parts => "States.Array(" + string.Concat(parts)),
                Gen.String)
            .Sample(static text =>
            {
                try
                {
                    Expression.Parse(text);
                }
                catch (PathSyntaxException)
                {
                }
            }, iter: 20_000);
    }

    [Theory]
    [InlineData("$[?(", "(", "@.a")]
    [InlineData("", "States.Array(", "1")]
    [InlineData("$", "[?(@", "")]
    public void A_deeply_nested_expression_is_refused(string start, string part, string end) =>
        Should.Throw<PathSyntaxException>(() => Expression.Parse(start + string.Concat(Enumerable.Repeat(part, 100_000)) + end))
            .Message.ShouldContain("nested more than 32 times");

    [Fact]
    public void An_expression_on_any_document_gives_a_value_or_an_error_of_the_language()
    {
        string[] expressions =
        [
            "$.a", "$..a", "$[0]", "$.a[?(@.b == 1)]", "States.ArrayUnique($.a)", "States.ArrayPartition($.a, $.b)", "States.MathAdd($.a, $.b)",
            "States.StringToJson($.a)", "States.ArrayRange($.a, $.b, 1)", "States.Format('{}{}', $.a, $.b)", "States.Hash($.a, $.b)",
            "States.Base64Decode($.a)", "States.MathRandom($.a, $.b)", "States.StringSplit($.a, $.b)", "States.ArrayGetItem($.a, $.b)",
        ];
        var scalar = Gen.OneOf(Gen.Double.Select(static number => double.IsFinite(number) ? number.ToString("R") : "0"), Gen.OneOf("null", "true", "\"[1,2]\"", "\"text\"", "\"a,b\"", "1", "-1"));
        var value = Gen.OneOf(scalar, scalar.Array[0, 4].Select(static items => $"[{string.Join(',', items)}]"));
        Gen.Select(Gen.OneOf(expressions), value, value).Sample(static (expression, a, b) =>
        {
            var scope = new Scope(
                Json.Parse($$"""{"a": {{a}}, "b": {{b}}}"""), new(), Assignment.Nothing, new RandomSource(new Random(1)));
            try
            {
                Expression.Parse(expression).Evaluate(scope, "value.$");
            }
            catch (StatesErrorException error)
            {
                error.Error.ShouldBeOneOf("States.Runtime", "States.IntrinsicFailure");
            }
        }, iter: 5_000);
    }
}
