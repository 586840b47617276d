using System.Text;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Approvals;

/// <summary>What a person filled in.</summary>
/// <param name="Nonce">The page's proof.</param>
/// <param name="Decision">approve, retry or reject; anything else is no decision.</param>
/// <param name="Reason">Why, or what to do otherwise.</param>
/// <param name="Name">Who.</param>
/// <param name="Code">The confirmation code.</param>
public sealed record DecisionForm(string Nonce, string Decision, string Reason, string Name, string Code)
{
    /// <summary>A form that nobody has filled in.</summary>
    public static readonly DecisionForm Empty = new("", "", "", "", "");

    /// <summary>The longest body that is read, in bytes.</summary>
    public const int LongestBody = 16 * 1024;

    const int LongestReason = 2000;
    const int LongestName = 100;

    /// <summary>Reads a body of the type application/x-www-form-urlencoded. Of a field that is there twice, the first counts.</summary>
    public static DecisionForm Read(ReadOnlySpan<byte> body)
    {
        var fields = FormFields.Read(Encoding.UTF8.GetString(body));
        string Field(string name) => fields.GetValueOrDefault(name, "");
        return new DecisionForm(
            Field("nonce"),
            Field("decision"),
            Cut(PlainText.Lines(Field("reason")).Trim(), LongestReason),
            PlainText.OneLine(Field("name").Trim(), LongestName),
            string.Concat(Field("code").Where(char.IsAsciiDigit)));
    }

    /// <summary>The decision; null when there is none.</summary>
    public ApprovalDecision? Chosen => Decision switch
    {
        "approve" => ApprovalDecision.Approved,
        "retry" => ApprovalDecision.Retry,
        "reject" => ApprovalDecision.Rejected,
        _ => null,
    };

    static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
