using System.Text;
using SelfHealing.Ports;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;

namespace SelfHealing.Steps.RequestApproval;

/// <summary>The question to a person, as plain text.</summary>
public static class ApprovalMessage
{
    /// <summary>Says what crashed, why, how often, and what would change.</summary>
    public static ApprovalRequest Compose(RequestApprovalInput input, Patch patch)
    {
        var crash = input.Crash;
        var body = new StringBuilder();
        body.AppendLine($"Crash:       {PlainText.OneLine(crash.ExceptionType)}: {PlainText.OneLine(crash.Message)}");
        if (crash.Culprit is { } culprit)
            body.AppendLine($"Where:       {PlainText.OneLine(culprit.File ?? "?")}:{culprit.Line} in {PlainText.OneLine(culprit.Function ?? "?")}");
        body.AppendLine($"Seen:        {(input.Issue.Occurrences == 1 ? "once," : $"{input.Issue.Occurrences} times since")} {input.Issue.FirstSeen:yyyy-MM-dd HH:mm} UTC");
        body.AppendLine($"Root cause:  {PlainText.OneLine(input.Fix.RootCause)}");
        body.AppendLine($"Fix by:      {input.Fix.Author}, confidence {input.Fix.Confidence:P0}");
        if (input.Fix.Usage is { } usage)
            body.AppendLine($"Cost:        {usage}");
        foreach (var file in input.Validation.Files)
            body.AppendLine($"Changes:     {file.Path} (+{file.Added} -{file.Removed})");
        foreach (var note in input.Validation.Notes)
            body.AppendLine($"Look at:     {PlainText.OneLine(note)}");
        body.AppendLine($"Tests:       {VerificationText.Plain(input.Service, input.Verification, input.Code.TestCommand)}");
        body.AppendLine();
        body.Append(PlainText.Lines(patch.Diff));
        return new ApprovalRequest(input.Execution, $"Fix for {PlainText.OneLine(crash.ExceptionType, 100)} in {input.Service.Root}{Path.GetFileName(input.Service.Repository)}", body.ToString());
    }
}
