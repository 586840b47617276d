using SelfHealing.Ports;

namespace SelfHealing.Tests.Ingest.Doubles;

/// <summary>Keeps the runs that were started, and treats their names as Step Functions does: a name is taken once and for all.</summary>
public sealed class RecordingWorkflow : IWorkflow
{
    readonly Lock door = new();

    /// <summary>The inputs by name.</summary>
    public Dictionary<string, string> Runs { get; } = [];

    public int Calls { get; private set; }

    /// <summary>How many calls fail before one comes through.</summary>
    public int Failures { get; set; }

    public Task<bool> StartAsync(string name, string input, CancellationToken cancellation)
    {
        lock (door)
        {
            Calls++;
            if (Failures > 0)
            {
                Failures--;
                throw new WorkflowUnavailableException("The service is away.");
            }
            return Task.FromResult(Runs.TryAdd(name, input));
        }
    }

    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation) => throw new NotSupportedException();

    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) => throw new NotSupportedException();
}
