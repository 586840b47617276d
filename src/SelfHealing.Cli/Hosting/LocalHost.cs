using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Models;
using SelfHealing.Approvals;
using SelfHealing.Cli.Serving;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Steps;
using SelfHealing.Steps.RequestApproval;

namespace SelfHealing.Cli.Hosting;

/// <summary>Runs the state machine in this process.</summary>
sealed class LocalHost
{
    const string Definition = "self-healing.asl.json";

    readonly LocalWorkflow workflow;

    /// <param name="stopping">Stops the runs; their checkpoints stay.</param>
    public LocalHost(LocalHome home, Surroundings surroundings, IExecutionObserver observer, TextWriter people, CancellationToken stopping)
    {
        var time = surroundings.Time;
        var database = new SqliteDatabase(home.Database, SqliteIssueStore.Schema + SqliteApprovalStore.Schema + Runs.Schema);
        Runs = new Runs(database);
        Artifacts = new FolderArtifactStore(home.Artifacts);
        Approvals = new SqliteApprovalStore(database);
        var issues = new SqliteIssueStore(database);
        var repositories = new GitRepository(home.Scratch, GitAccess.FromEnvironment(surroundings.Environment));
        Repositories = repositories;
        Models = new OpenAiModels(
            surroundings.Environment("SELFHEAL_MODEL_KEY") ?? surroundings.Environment("OPENAI_API_KEY"), surroundings.ModelTimeout);
        var steps = new StepTable(new StepPorts(
            issues, Artifacts, Repositories, new BranchOnlyHost(), Models, LocalNotifier.Of(surroundings, people),
            new ProcessTestRunner(repositories, home.Scratch, TimeSpan.FromMinutes(10)), surroundings.Redactor, time)
        {
            Questions = new ApprovalQuestions(
                Approvals, Artifacts, ServerAddress.Settings(home, surroundings), RandomNumberGenerator.GetBytes, time),
        });
        var machine = StateMachine.Load(ReadDefinition(), StepRunner.Substitutions(steps), Definition);
        workflow = new LocalWorkflow(machine, new StepRunner(steps), Runs, observer, time, stopping);
        Desk = new ApprovalDesk(Approvals, issues, Artifacts, Repositories, workflow, time);
    }

    public Runs Runs { get; }

    public IArtifactStore Artifacts { get; }

    public ICodeRepository Repositories { get; }

    public IChatModels Models { get; }

    public SqliteApprovalStore Approvals { get; }

    public ApprovalDesk Desk { get; }

    /// <summary>The page on which people decide, as it is reached by an address.</summary>
    public ApprovalPage ApprovalPage(Uri address, Surroundings surroundings) =>
        new(Approvals, Desk, Artifacts, new ApprovalSettings(address), surroundings.Redactor, surroundings.Time);

    /// <summary>Starts a run; it ends, or waits for a decision.</summary>
    public async Task<Snapshot> StartAsync(JsonObject input, CancellationToken cancellation)
    {
        var id = NewId();
        await workflow.StartAsync(id, input.ToJsonString(), cancellation);
        await workflow.WhenStillAsync(id, cancellation);
        return await Runs.FindAsync(id, cancellation);
    }

    /// <summary>Decides on a waiting run, and goes on with it until it ends or waits.</summary>
    /// <exception cref="UsageException">It does not wait, or the decision cannot be taken; the message says why.</exception>
    public async Task<Snapshot> DecideAsync(string id, Approval decision, CancellationToken cancellation)
    {
        var snapshot = await Runs.FindAsync(id, cancellation);
        if (snapshot.Result is not ExecutionResult.Waiting || await Approvals.FindAsync(id, cancellation) is not { } pending)
            throw new UsageException($"The run {id} does not wait for approval: it is {RunStatus.Of(snapshot)}.");
        var result = await Desk.DecideAsync(pending, decision with { Question = pending.Number }, cancellation);
        await workflow.WhenStillAsync(id, cancellation);
        return result switch
        {
            DecisionResult.AlreadyDecided already => throw new UsageException($"The run {id} was decided before, by {already.Decision.Approver}."),
            DecisionResult.Void refused => throw new UsageException($"Nothing was decided on {id}. {refused.Reason}"),
            _ => await Runs.FindAsync(id, cancellation),
        };
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
