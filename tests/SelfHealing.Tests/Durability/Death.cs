using System.Reflection;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Steps;

namespace SelfHealing.Tests.Durability;

/// <summary>The process dies here. Nothing below catches it, and no state machine handles it.</summary>
sealed class DeathException : OperationCanceledException
{
    /// <summary>Whoever waits for a task that dies hears that it was cancelled.</summary>
    public static async Task HappensIn(Func<Task> process)
    {
        try
        {
            await process();
        }
        catch (OperationCanceledException)
        {
            return;
        }
        Assert.Fail("The process lives.");
    }
}

/// <summary>Counts the moments of a process (calls of ports, before and after their effect, and events), and lets it die in one of them.</summary>
sealed class Death(int at) : IExecutionObserver
{
    int moments;

    public int Moments => moments;

    public void OnEvent(HistoryEvent added) => Pass();

    public void OnRetry(string stateName, string? error, int attempt, TimeSpan delay) => Pass();

    /// <summary>The same ports, in whose calls the process can die.</summary>
    public StepPorts Around(StepPorts ports) => ports with
    {
        Issues = Mortal.Of(ports.Issues, this),
        Artifacts = Mortal.Of(ports.Artifacts, this),
        Repositories = Mortal.Of(ports.Repositories, this),
        Host = Mortal.Of(ports.Host, this),
        Notifier = Mortal.Of(ports.Notifier, this),
        Spending = Mortal.Of(ports.Spending, this),
    };

    public void Pass()
    {
        if (Interlocked.Increment(ref moments) == at)
            throw new DeathException();
    }
}

#pragma warning disable CA1852 // The proxy derives from it.
/// <summary>A port around which a process can die.</summary>
class Mortal : DispatchProxy
{
    object port = null!;
    Death death = null!;

    public static T Of<T>(T port, Death death)
        where T : class
    {
        var proxy = Create<T, Mortal>();
        ((Mortal)(object)proxy).port = port;
        ((Mortal)(object)proxy).death = death;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        death.Pass();
        var answer = targetMethod!.Invoke(port, args);
        // The effect has come about once the task is over.
        if (answer is Task task)
            Task.WhenAny(task).GetAwaiter().GetResult();
        death.Pass();
        return answer;
    }
}
