using System.Text.Json.Nodes;
using SelfHealing.Code;
using SelfHealing.Code.Edits;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Tests.Code.Edits;

/// <summary>Replies of models, from the text to the changed files.</summary>
public class RepliesTests
{
    static readonly Dictionary<string, JsonNode> Cases = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Code", "Edits", "Data", "replies.jsonl"))
        .Select(line => JsonNode.Parse(line)!)
        .ToDictionary(row => (string)row["name"]!);

    public static TheoryData<string> Applied => [.. Cases.Where(row => row.Value["expected"] is not null).Select(row => row.Key)];

    public static TheoryData<string> Refused => [.. Cases.Where(row => row.Value["refusal"] is not null).Select(row => row.Key)];

    [Theory]
    [MemberData(nameof(Applied))]
    public void A_reply_that_is_clear_applies_to_exactly_the_expected_files(string name)
    {
        var fix = ReplyReader.Read((string)Cases[name]["reply"]!).ShouldBeOfType<Fix>();

        var result = EditApplier.Apply(Tree(name), fix.Edits);

        result.Refusals.ShouldBeEmpty();
        result.Files.ShouldBe(Texts(Cases[name]["expected"]!), ignoreOrder: true);
        fix.RootCause.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_reply_that_is_not_changes_nothing_and_says_why(string name)
    {
        var reasons = Reasons(name);

        reasons.ShouldContain((string)Cases[name]["refusal"]!);
    }

    static string Reasons(string name)
    {
        try
        {
            var proposal = ReplyReader.Read((string)Cases[name]["reply"]!);
            if (proposal is Abstention abstention)
                return "abstain: " + abstention.Reason;
            var result = EditApplier.Apply(Tree(name), ((Fix)proposal).Edits);
            result.Files.ShouldBeEmpty();
            return string.Join('\n', result.Refusals);
        }
        catch (UnreadableReplyException exception)
        {
            return exception.Message;
        }
    }

    static SourceTree Tree(string name) => new("", Texts(Cases[name]["files"]!));

    static Dictionary<string, string> Texts(JsonNode files) => files.AsObject().ToDictionary(file => file.Key, file => (string)file.Value!);
}
