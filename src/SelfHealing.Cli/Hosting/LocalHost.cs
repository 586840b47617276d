using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Approvals;
using SelfHealing.Cli.Serving;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Hosting;

/// <summary>Runs the state machine in this process.</summary>
sealed class LocalHost : IDisposable
{
    const string Definition = "self-healing.asl.json";

    readonly LocalWorkflow workflow;
    readonly RunOwner owner;
    readonly TimeProvider time;

    /// <param name="home">Where all is kept.</param>
    /// <param name="surroundings">The process.</param>
    /// <param name="observer">Hears of every event.</param>
    /// <param name="people">Where people read.</param>
    /// <param name="stopping">Stops the runs; their checkpoints stay.</param>
    /// <param name="around">Puts something around what the steps use; null for nothing.</param>
    public LocalHost(
        LocalHome home,
        Surroundings surroundings,
        IExecutionObserver observer,
        TextWriter people,
        CancellationToken stopping,
        Func<StepPorts, StepPorts>? around = null)
    {
        home.Create();
        time = surroundings.Time;
        owner = new RunOwner(home.Owners);
        var database = new SqliteDatabase(home.Database, SqliteIssueStore.Schema + SqliteSpending.Schema + SqliteApprovalStore.Schema + Runs.Schema);
        Runs = new Runs(database, owner);
        var artifacts = new FolderArtifactStore(home.Artifacts);
        Artifacts = artifacts;
        Approvals = new SqliteApprovalStore(database);
        var access = RepositoryAccess.Of(surroundings);
        CodeHost = access.CodeHost;
        Issues = new SqliteIssueStore(database);
        var repositories = new GitRepository(home.Scratch, access.Git, time: time);
        Repositories = repositories;
        var ports = new StepPorts(
            Issues, Artifacts, Repositories, CodeHost, surroundings.Models(), LocalNotifier.Of(surroundings, people),
            artifacts, surroundings.Redactor, time)
        {
            Spending = new SqliteSpending(database),
            Questions = new ApprovalQuestions(
                Approvals, Artifacts, ServerAddress.Settings(home, surroundings), RandomNumberGenerator.GetBytes, time),
        };
        var steps = new StepTable(around?.Invoke(ports) ?? ports);
        var machine = StateMachine.Load(ReadDefinition(), TaskRunner.Substitutions(steps), Definition);
        Graph = machine.Graph;
        var builds = new LocalTestBuilds(new ProcessTestRunner(home.Scratch, surroundings.Environment, surroundings.Redactor, time), Runs, time);
        workflow = new LocalWorkflow(machine, new TaskRunner(steps, builds, new LocalTopics(people, surroundings.Redactor)), Runs, observer, time, stopping);
        Desk = new ApprovalDesk(Approvals, Issues, Artifacts, Repositories, workflow, time);
    }

    public Runs Runs { get; }

    /// <summary>The states that runs go through.</summary>
    public StateGraph Graph { get; }

    public IIssueStore Issues { get; }

    public ICodeHost CodeHost { get; }

    public IArtifactStore Artifacts { get; }

    public ICodeRepository Repositories { get; }

    public SqliteApprovalStore Approvals { get; }

    public ApprovalDesk Desk { get; }

    /// <summary>The page on which people decide, as it is reached by an address.</summary>
    public ApprovalPage ApprovalPage(Uri address, Surroundings surroundings) =>
        new(Approvals, Desk, Artifacts, new ApprovalSettings(address), surroundings.Redactor, surroundings.Time);

    /// <summary>Stores a run that is to be gone on with: from then on it is not lost.</summary>
    public Task<Snapshot> PrepareAsync(JsonObject input, CancellationToken cancellation) => workflow.PrepareAsync(NewId(), input, cancellation);

    /// <summary>Goes on with a run that this process owns, until it ends or waits.</summary>
    public async Task<Snapshot> GoAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        await workflow.GoAsync(snapshot, null);
        return await WhenStillAsync(snapshot.Execution.Name, cancellation);
    }

    /// <summary>Goes on with a run whose process died, until it ends or waits. One that is over, or that waits for a person, is left as it is.</summary>
    /// <exception cref="UsageException">There is no such run, or another process goes on with it.</exception>
    public async Task<Snapshot> ResumeAsync(string id, CancellationToken cancellation)
    {
        var snapshot = await Runs.FindAsync(id, cancellation);
        // What was decided, and never told to the run.
        if (await Approvals.FindAsync(id, cancellation) is { Decision: not null, IsDelivered: false } decided)
        {
            try
            {
                await Desk.DeliverAsync(decided, cancellation);
            }
            catch (WorkflowUnavailableException problem)
            {
                throw new UsageException(problem.Message);
            }
            snapshot = await WhenStillAsync(id, cancellation);
        }
        if (!RunStatus.MayGoOn(snapshot, time.GetUtcNow()))
            return snapshot;
        return await Runs.TakeAsync(id, time.GetUtcNow(), cancellation) is { } taken
            ? await GoAsync(taken, cancellation)
            : throw new UsageException($"Another process goes on with the run {id}.");
    }

    /// <summary>The runs that <see cref="ResumeAsync"/> has something to do for, the oldest first.</summary>
    /// <param name="crash">The input of a run: most of those of other crashes are left out; null for all.</param>
    public async Task<IReadOnlyList<Snapshot>> ListInterruptedAsync(JsonObject? crash, CancellationToken cancellation)
    {
        var interrupted = await Runs.ListInterruptedAsync(time.GetUtcNow(), crash, cancellation);
        var decided = new List<Snapshot>();
        foreach (var approval in await Approvals.ListUndeliveredAsync(cancellation))
            decided.Add(await Runs.FindAsync(approval.Execution, cancellation));
        return [.. interrupted.UnionBy(decided, run => run.Execution.Name, StringComparer.Ordinal)];
    }

    /// <summary>Ends an interrupted run in favour of another one for the same crash, and lets its claim go.</summary>
    /// <returns>False when another process goes on with it, or it is over.</returns>
    public async Task<bool> GiveUpAsync(Snapshot interrupted, string reason, CancellationToken cancellation)
    {
        var name = interrupted.Execution.Name;
        if (await Runs.TakeAsync(name, time.GetUtcNow(), cancellation) is not { } taken)
            return false;
        if (interrupted.Execution.Input is { } input)
        {
            var key = new IssueKey((string?)input["service"]?["name"] ?? "", (string?)input["fingerprint"] ?? "");
            // One that was killed after its last step keeps what it made.
            await Issues.TryChangeAsync(
                key,
                name,
                issue => issue.Status is IssueStatus.Healing or IssueStatus.AwaitingApproval
                    ? issue with { Status = IssueStatus.Failed, Reason = reason, TaskToken = null, ChangedAt = time.GetUtcNow() }
                    : issue,
                cancellation);
        }
        var aborted = new HistoryEvent(taken.LastEventId + 1, taken.Position.PreviousEventId, time.GetUtcNow(), "ExecutionAborted", null, []);
        await Runs.SaveAsync(
            taken with { LastEventId = aborted.Id, Result = new ExecutionResult.Failed("Aborted", reason) }, [aborted], cancellation);
        return true;
    }

    /// <summary>Decides on a waiting run, and goes on with it until it ends or waits.</summary>
    /// <exception cref="UsageException">It does not wait, or the decision cannot be taken; the message says why.</exception>
    public async Task<Snapshot> DecideAsync(string id, Approval decision, CancellationToken cancellation)
    {
        var snapshot = await Runs.FindAsync(id, cancellation);
        // A run that was killed when it had just asked is as good as one that waits.
        var asked = snapshot is { Result: null or ExecutionResult.Waiting, Position.Pending: not null };
        if (!asked || await Approvals.FindAsync(id, cancellation) is not { } pending || pending.TaskToken != snapshot.Position.Pending!.Token)
            throw new UsageException($"The run {id} does not wait for approval: it is {RunStatus.Of(snapshot)}.");
        var result = await Desk.DecideAsync(pending, decision with { Question = pending.Number }, cancellation);
        snapshot = await WhenStillAsync(id, cancellation);
        return result switch
        {
            DecisionResult.AlreadyDecided already => throw new UsageException($"The run {id} was decided before, by {already.Decision.Approver}."),
            DecisionResult.Void refused => throw new UsageException($"Nothing was decided on {id}. {refused.Reason}"),
            _ => snapshot,
        };
    }

    public void Dispose() => owner.Dispose();

    // Whoever has the link may have answered while the run was still on its way to wait.
    async Task<Snapshot> WhenStillAsync(string id, CancellationToken cancellation)
    {
        await workflow.WhenStillAsync(id, cancellation);
        var snapshot = await Runs.FindAsync(id, cancellation);
        if (snapshot.Result is not ExecutionResult.Waiting
            || await Approvals.FindAsync(id, cancellation) is not { Decision: not null, IsDelivered: false } decided)
            return snapshot;
        await Desk.DeliverAsync(decided, cancellation);
        await workflow.WhenStillAsync(id, cancellation);
        return await Runs.FindAsync(id, cancellation);
    }

    // Short enough to type, and never two alike in practice: 40 bits.
    static string NewId() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 8);

    static string ReadDefinition()
    {
        using var resource = typeof(LocalHost).Assembly.GetManifestResourceStream(Definition)
            ?? throw new InvalidOperationException($"{Definition} is not in the executable.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
