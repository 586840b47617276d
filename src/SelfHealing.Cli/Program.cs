using System.Text;
using SelfHealing.Cli;
using SelfHealing.Cli.Hosting;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var surroundings = new Surroundings(
    Console.Out,
    Console.Error,
    Console.In,
    IsTerminal: !Console.IsInputRedirected && !Console.IsOutputRedirected,
    Environment.GetEnvironmentVariable,
    Environment.UserName,
    TimeProvider.System)
{
    OnStopSignal = stop => new StopSignals(stop),
    ReadHidden = HiddenLine.Read,
};
return await Application.RunAsync(args, surroundings, CancellationToken.None);
