using System.Text;
using SelfHealing.Approvals;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.RequestApproval;

/// <summary>The question to a person, as plain text: no markup, no control characters, no secrets but the link's own.</summary>
public static class ApprovalMessage
{
    const int Width = 76;
    const int LongestSubject = 100;
    const int MostDiffLines = 200;

    /// <summary>Says what crashed, why, how often, what would change, and where and until when to decide.</summary>
    public static ApprovalRequest Compose(RequestApprovalInput input, Patch patch, OpenQuestion? question, Redactor redactor)
    {
        // Texts are cut and broken into lines below: what is left of a secret then looks like none.
        input = new ShownText(redactor).Of(input);
        var service = Wording.Service(input.Service);
        var facts = new StringBuilder();
        Fact(facts, "Crash", Wording.Crash(input.Crash));
        Fact(facts, "Where", Wording.Where(input.Crash));
        Fact(facts, "Seen", Wording.Seen(input.Issue));
        Fact(facts, "Root cause", PlainText.OneLine(input.Fix.RootCause, 2000));
        foreach (var file in input.Validation.Files)
            Fact(facts, "Changes", $"{file.Path} ({Wording.Lines(file.Added, file.Removed)})");
        Fact(facts, "Fix by", $"{input.Fix.Author}, confidence {input.Fix.Confidence:P0}");
        Fact(facts, "Checked", $"applies to commit {input.Code.Commit[..Math.Min(10, input.Code.Commit.Length)]}; every changed file parses");
        Fact(facts, "Tests", VerificationText.Plain(input.Service, input.Verification, input.Code.TestCommand));
        foreach (var note in input.Validation.Notes)
            Fact(facts, "Look at", PlainText.OneLine(note));
        if (input.Fix.Usage is { } usage)
            Fact(facts, "Cost", usage.ToString());
        facts.Append('\n').Append(Diff(patch.Diff));

        var subject = PlainText.OneLine($"Fix for {PlainText.OneLine(input.Crash.ExceptionType, 60)} in {service}", LongestSubject);
        return new ApprovalRequest(
            input.Execution, redactor.Redact(subject), Decide(question) + redactor.Redact(PlainText.Lines(facts.ToString())));
    }

    // Before all else: who reads on a phone needs no scrolling. After redaction, which would take the link's secret out.
    static string Decide(OpenQuestion? question)
    {
        if (question?.Link is not { } link)
            return "";
        var text = new StringBuilder();
        text.Append($"A fix waits for your decision until {Wording.Time(question.ExpiresAt)}:\n\n{link}\n\n");
        if (question.Code is { } code)
            text.Append($"Confirmation code: {code}\n\n");
        text.Append("Opening the link decides nothing. Whoever has it can decide, once: do not\npass this message on.\n");
        if (question.Number > 1)
            text.Append($"\nThis is attempt {question.Number} that you are asked about.\n");
        return text.Append('\n').ToString();
    }

    static string Diff(string diff)
    {
        var lines = diff.Split('\n');
        return lines.Length <= MostDiffLines
            ? diff
            : string.Join('\n', lines.Take(MostDiffLines)) + $"\n… and {lines.Length - MostDiffLines} lines more.\n";
    }

    // A label, and the text beside it in lines that no mail program breaks.
    static void Fact(StringBuilder text, string label, string value)
    {
        const int Indent = 13;
        var column = Indent;
        text.Append($"{label + ":",-Indent}");
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > Indent && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', Indent);
                column = Indent;
            }
            else if (column > Indent)
            {
                text.Append(' ');
                column++;
            }
            text.Append(word);
            column += word.Length;
        }
        text.Append('\n');
    }
}
