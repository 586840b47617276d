using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>Prints the question where the run was started.</summary>
sealed class ConsoleNotifier(TextWriter people) : INotifier
{
    public async Task AskAsync(ApprovalRequest request, CancellationToken cancellation) =>
        await people.WriteAsync(PlainText.Lines($"\n{request.Subject}\n\n{request.Body}\n").AsMemory(), cancellation);
}
