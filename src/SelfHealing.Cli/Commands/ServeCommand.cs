using System.CommandLine;
using System.Security.Cryptography;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.Serving;
using SelfHealing.Cli.Serving.RunPages;
using SelfHealing.Ports;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal serve</c>: the runs of this machine, and the page on which people decide.</summary>
static class ServeCommand
{
    const int DefaultPort = 7447;

    // An open page asks once a second what is new.
    const int PagesAtOnce = 1200;

    public static Command Create(Surroundings surroundings)
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 for any that is free.", HelpName = "N", DefaultValueFactory = _ => DefaultPort };
        var command = new Command(
            "serve",
            "Serve the run browser and the approval page on this machine, and go on with the runs that are decided there. The run browser is for whoever has the address that is printed: the key in it is new with every start.") { port };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetValue(port), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, int port, CancellationToken cancellation)
    {
        if (port is < 0 or > 65535)
            throw new UsageException($"--port is a number from 0 to 65535, not {port}.");
        var home = LocalHome.Of(surroundings.Environment);
        var people = new PeopleConsole(surroundings, json: false);
        var outside = ServerAddress.Configured(surroundings);
        await using var server = await LocalServer.StartAsync(port, outside, cancellation);
        using var published = ServerAddress.Publish(home, server.Address);
        using var host = new LocalHost(home, surroundings, people.Progress, people.Writer, cancellation);
        var key = new AccessKey(server.Address, RandomNumberGenerator.GetBytes);
        var browser = new RunBrowser(host, key, server.Address, surroundings);
        server.Routes =
        [
            new Route("/approvals", host.ApprovalPage(outside ?? server.Address, surroundings).HandleAsync),
            .. from path in (string[])["/", "/runs"]
               select new Route(path, browser.HandleAsync) { IsForThisMachine = true, RequestsAtOnce = PagesAtOnce },
        ];
        people.Line($"Runs: {key.Door}");
        people.Line($"Serving on {server.Address}{(outside is null ? "" : $" for {outside}")}. Stop with Ctrl-C.");
        await DeliverAsync(host, people, cancellation);
        await server.WhenStoppedAsync(cancellation);
        return 0;
    }

    // Decisions of a process that died before it told the run.
    static async Task DeliverAsync(LocalHost host, PeopleConsole people, CancellationToken cancellation)
    {
        foreach (var decided in await host.Approvals.ListUndeliveredAsync(cancellation))
        {
            try
            {
                await host.Desk.DeliverAsync(decided, cancellation);
            }
            catch (WorkflowUnavailableException problem)
            {
                people.Line(problem.Message);
            }
        }
    }
}
