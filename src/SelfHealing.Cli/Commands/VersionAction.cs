using System.CommandLine;
using System.CommandLine.Invocation;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal --version</c>.</summary>
sealed class VersionAction(Surroundings surroundings) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        surroundings.Output.WriteLine(Application.Version);
        return (int)ExitCode.Healed;
    }
}
