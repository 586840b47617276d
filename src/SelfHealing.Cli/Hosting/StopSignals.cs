using System.Runtime.InteropServices;

namespace SelfHealing.Cli.Hosting;

/// <summary>Ctrl-C and SIGTERM, handled by the command instead of ending the process.</summary>
sealed class StopSignals(Action stop) : IDisposable
{
    readonly PosixSignalRegistration[] registrations =
        [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stop();
        }))];

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }
}
