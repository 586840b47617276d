using System.CommandLine;
using System.Text.Json.Nodes;
using SelfHealing.Cli.Hosting;
using SelfHealing.Cli.Output;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Cli.Watching;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal watch</c>: heals the crashes of logs while they are written.</summary>
static class WatchCommand
{
    public const string Name = "watch";

    const string Input = "standard input";
    const int MostParallel = 16;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "Log files to follow; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
        var run = new Option<string?>("--command") { Description = "A command for the shell whose output is watched, instead of files.", HelpName = "CMD" };
        var quiet = new Option<bool>("--quiet") { Description = "Do not pass on the command's output." };
        var fromStart = new Option<bool>("--from-start") { Description = "Read a file that was not watched before from its start, not from its end." };
        var parallel = new Option<int>("--parallel") { Description = $"How many runs may go on at once, up to {MostParallel}.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Print a JSON line for each event on standard output." };
        var options = new HealOptions();
        var command = new Command(Name, "Follow logs and heal crashes as they come.") { files, run, quiet, fromStart, parallel, json };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            surroundings,
            options.Read(parsed),
            new Asked(
                parsed.GetValue(files) ?? [], parsed.GetValue(run), parsed.GetValue(quiet), parsed.GetValue(fromStart), parsed.GetValue(parallel), parsed.GetValue(json)),
            cancellation));
        return command;
    }

    sealed record Asked(IReadOnlyList<string> Files, string? Command, bool Quiet, bool FromStart, int Parallel, bool Json)
    {
        /// <exception cref="UsageException">It contradicts itself.</exception>
        public Asked Checked()
        {
            if (Files.Count > 0 == Command is not null)
                throw new UsageException("Name the files to watch, or a command with --command.");
            if (Parallel is < 1 or > MostParallel)
                throw new UsageException($"--parallel goes from 1 to {MostParallel}, not {Parallel}.");
            if (Files.FirstOrDefault(Directory.Exists) is { } folder)
                throw new UsageException($"{folder} is a folder. Name the files in it.");
            return this with { Files = [.. Files.DistinctBy(file => file == "-" ? file : Path.GetFullPath(file), StringComparer.Ordinal)] };
        }

        public string Title => Command is null ? string.Join(", ", Files.Select(file => file == "-" ? Input : file)) : "a command";
    }

    static async Task<int> RunAsync(Surroundings surroundings, HealRequest request, Asked asked, CancellationToken cancellation)
    {
        asked = asked.Checked();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var stopNow = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var signals = surroundings.OnStopSignal(() => (stop.IsCancellationRequested ? stopNow : stop).Cancel());

        var people = new PeopleConsole(surroundings, asked.Json || asked.Command is not null);
        // A picture that is drawn again, and a command's output, cannot share a terminal.
        var isLive = people.Console.Profile.Capabilities.Ansi && !asked.Json && (asked.Command is null || asked.Quiet);
        IWatchView view = asked.Json ? new JsonWatch(surroundings.Output) : isLive ? new LiveWatch(people.Console, asked.Title) : new PlainWatch(people.Writer);
        var home = LocalHome.Of(surroundings.Environment);
        using var host = new LocalHost(
            home, surroundings, isLive ? new NoObserver() : people.Progress, isLive ? TextWriter.Null : people.Writer, stopNow.Token,
            ports => ports with { Models = request.Models(ports.Models) });
        var service = await request.ServiceAsync(host, stopNow.Token);

        var interrupted = new InterruptedRuns(host, people);
        var watch = new Watch(found => HealAsync(host, interrupted, service, found, request.Auto, surroundings, stopNow.Token), asked.Parallel, surroundings, view);
        var positions = new WatchedPositions(home.Database);
        var reading = ReadAsync(asked, watch, positions, surroundings, view, stop);
        try
        {
            await view.ShowAsync(() => watch.RunAsync(
                async now =>
                {
                    foreach (var (file, position) in now)
                        await positions.SaveAsync(file, position, CancellationToken.None);
                },
                stop.Token));
            view.End(watch.Counts);
            await interrupted.SayWhatIsLeftAsync(stopNow.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
        return (int)(watch.Counts.Failed > 0 ? ExitCode.Unexpected : ExitCode.Healed);
    }

    static async Task<Snapshot> HealAsync(
        LocalHost host, InterruptedRuns interrupted, ServiceSettings service, LogFinding found, bool auto, Surroundings surroundings, CancellationToken cancellation)
    {
        var go = await interrupted.TakeOverAsync(found.RunInput(service, auto), cancellation);
        var snapshot = await go();
        return snapshot.Result is ExecutionResult.Waiting && (auto || RunStatus.IsAuto(snapshot))
            ? await host.DecideAsync(snapshot.Execution.Name, Decision.Approve("auto", surroundings), cancellation)
            : snapshot;
    }

    // One that cannot go on stops the others, and with them the watch: what it misses must not go unnoticed.
    static async Task ReadAsync(
        Asked asked, Watch watch, WatchedPositions positions, Surroundings surroundings, IWatchView view, CancellationTokenSource stop)
    {
        Task[] readers = asked.Command is { } command
            ? [RunAsync(command, asked, watch, surroundings, stop.Token)]
            : [.. asked.Files.Select(file => ReadAsync(file, asked.FromStart, watch, positions, surroundings, view, stop.Token))];
        try
        {
            await foreach (var ended in Task.WhenEach(readers))
                await ended;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped.
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            await Task.WhenAll(readers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            watch.Lines.TryComplete();
        }
    }

    static async Task ReadAsync(
        string name, bool fromStart, Watch watch, WatchedPositions positions, Surroundings surroundings, IWatchView view, CancellationToken stop)
    {
        if (name == "-")
        {
            // A read that waits for input cannot be stopped; the process ends all the same.
            await LineSources.ReadAsync(Input, surroundings.Input, watch.Lines, passOn: null, stop).WaitAsync(stop);
            return;
        }
        var start = new FileStart(await positions.FindAsync(name, stop), fromStart);
        // Opening a named pipe waits until someone writes to it, which cannot be stopped either.
        await Task.Run(
            async () =>
            {
                using var file = new TailedFile(name, start);
                await LineSources.FollowAsync(
                    file, watch.Lines, note => view.Tell(note, new JsonObject { ["event"] = "file", ["text"] = PlainText.OneLine(note) }), surroundings.Time, stop);
            },
            stop).WaitAsync(stop);
    }

    static async Task RunAsync(string command, Asked asked, Watch watch, Surroundings surroundings, CancellationToken stop) =>
        watch.Counts.CommandExitCode = await LineSources.RunAsync(
            command,
            watch.Lines,
            asked.Quiet ? null : asked.Json ? surroundings.Error : surroundings.Output,
            asked.Quiet ? null : surroundings.Error,
            stop);
}
