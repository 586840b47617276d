using SelfHealing.Crashes.Readers.DotNet;
using SelfHealing.Crashes.Readers.Go;
using SelfHealing.Crashes.Readers.Java;
using SelfHealing.Crashes.Readers.Node;
using SelfHealing.Crashes.Readers.Python;
using SelfHealing.Crashes.Readers.Ruby;

namespace SelfHealing.Crashes.Readers;

/// <summary>
/// The readers of all runtimes, in the order in which they are asked: a frame of .NET is what no other runtime's frame is.
/// </summary>
static class TraceReaders
{
    public static ITraceReader[] Create(Action<Trace> found) =>
    [
        new PythonReader(found),
        new JavaReader(found),
        new NodeReader(found),
        new DotNetReader(found),
        new GoReader(found),
        new RubyReader(found),
    ];
}
