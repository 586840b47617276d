using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Local.Tests;
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

    /// <param name="home">Where all is kept.</param>
    /// <param name="surroundings">The process.</param>
    /// <param name="observer">Hears of every event.</param>
    /// <param name="people">Where people read.</param>
    /// <param name="stopping">Stops the runs; their checkpoints stay.</param>
    /// <param name="around">Puts something around the models; null for nothing.</param>
    public LocalHost(
        LocalHome home,
        Surroundings surroundings,
        IExecutionObserver observer,
        TextWriter people,
        CancellationToken stopping,
        Func<IChatModels, IChatModels>? around = null)
    {
        var time = surroundings.Time;
        var database = new SqliteDatabase(home.Database, SqliteIssueStore.Schema + SqliteSpending.Schema + SqliteApprovalStore.Schema + Runs.Schema);
        Runs = new Runs(database);
        Artifacts = new FolderArtifactStore(home.Artifacts);
        Approvals = new SqliteApprovalStore(database);
        var access = RepositoryAccess.Of(surroundings);
        CodeHost = access.CodeHost;
        Issues = new SqliteIssueStore(database);
        var repositories = new GitRepository(home.Scratch, access.Git);
        Repositories = repositories;
        IChatModels models = new ChatModels(
            new OpenAiModels(surroundings.Environment("SELFHEAL_MODEL_KEY") ?? surroundings.Environment("OPENAI_API_KEY"), surroundings.ModelTimeout),
            new BedrockModels(BedrockSettings.FromEnvironment(surroundings.Environment, surroundings.ModelTimeout)));
        models = around?.Invoke(models) ?? models;
        var steps = new StepTable(new StepPorts(
            Issues, Artifacts, Repositories, CodeHost, models, LocalNotifier.Of(surroundings, people),
            new ProcessTestRunner(repositories, home.Scratch, surroundings.Environment, time), surroundings.Redactor, time)
        {
            Spending = new SqliteSpending(database),
            Questions = new ApprovalQuestions(
                Approvals, Artifacts, ServerAddress.Settings(home, surroundings), RandomNumberGenerator.GetBytes, time),
        });
        var machine = StateMachine.Load(ReadDefinition(), StepRunner.Substitutions(steps), Definition);
        workflow = new LocalWorkflow(machine, new StepRunner(steps), Runs, observer, time, stopping);
        Desk = new ApprovalDesk(Approvals, Issues, Artifacts, Repositories, workflow, time);
    }

    public Runs Runs { get; }

    public IIssueStore Issues { get; }

    public ICodeHost CodeHost { get; }

    public IArtifactStore Artifacts { get; }

    public ICodeRepository Repositories { get; }

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
