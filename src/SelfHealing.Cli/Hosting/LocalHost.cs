using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SelfHealing.Adapters.Aws;
using SelfHealing.Adapters.Git;
using SelfHealing.Adapters.GitHub;
using SelfHealing.Adapters.Local;
using SelfHealing.Adapters.Local.Tests;
using SelfHealing.Adapters.Models;
using SelfHealing.Cli.StatesLanguage;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Hosting;

/// <summary>Runs the state machine in this process.</summary>
sealed class LocalHost
{
    const string Definition = "self-healing.asl.json";

    readonly StateMachine machine;
    readonly StepRunner steps;
    readonly TimeProvider time;
    readonly IExecutionObserver observer;

    /// <param name="home">Where all is kept.</param>
    /// <param name="surroundings">The process.</param>
    /// <param name="observer">Hears of every event.</param>
    /// <param name="people">Where people read.</param>
    /// <param name="around">Puts something around the models; null for nothing.</param>
    public LocalHost(
        LocalHome home, Surroundings surroundings, IExecutionObserver observer, TextWriter people, Func<IChatModels, IChatModels>? around = null)
    {
        time = surroundings.Time;
        this.observer = observer;
        var database = new SqliteDatabase(home.Database, SqliteIssueStore.Schema + SqliteSpending.Schema + Runs.Schema);
        Runs = new Runs(database);
        Artifacts = new FolderArtifactStore(home.Artifacts);
        var (git, codeHost) = CodeHostOf(surroundings);
        CodeHost = codeHost;
        Issues = new SqliteIssueStore(database);
        var repositories = new GitRepository(home.Scratch, git);
        Repositories = repositories;
        IChatModels models = new ChatModels(
            new OpenAiModels(surroundings.Environment("SELFHEAL_MODEL_KEY") ?? surroundings.Environment("OPENAI_API_KEY"), surroundings.ModelTimeout),
            new BedrockModels(BedrockSettings.FromEnvironment(surroundings.Environment, surroundings.ModelTimeout)));
        models = around?.Invoke(models) ?? models;
        var table = new StepTable(new StepPorts(
            Issues, Artifacts, Repositories, CodeHost, models, new ConsoleNotifier(people),
            new ProcessTestRunner(repositories, home.Scratch, surroundings.Environment, time), surroundings.Redactor, time)
        {
            Spending = new SqliteSpending(database),
        });
        steps = new StepRunner(table);
        machine = StateMachine.Load(ReadDefinition(), StepRunner.Substitutions(table), Definition);
    }

    public Runs Runs { get; }

    public IIssueStore Issues { get; }

    public ICodeHost CodeHost { get; }

    public IArtifactStore Artifacts { get; }

    public ICodeRepository Repositories { get; }

    /// <summary>Starts a run; it ends, or waits for a decision.</summary>
    public async Task<Snapshot> StartAsync(JsonObject input, CancellationToken cancellation)
    {
        var id = NewId();
        await NewExecution().StartAsync(id, input, cancellation);
        return await Runs.FindAsync(id, cancellation);
    }

    /// <summary>Goes on with a waiting run.</summary>
    /// <exception cref="UsageException">It does not wait.</exception>
    public async Task<Snapshot> DecideAsync(string id, JsonObject decision, CancellationToken cancellation)
    {
        var snapshot = await Runs.FindAsync(id, cancellation);
        if (snapshot.Result is not ExecutionResult.Waiting || !await Runs.TryTakeAsync(id, cancellation))
            throw new UsageException($"The run {id} does not wait for approval: it is {RunStatus.Of(snapshot)}.");
        await NewExecution().ResumeAsync(snapshot, new TokenOutcome.Succeeded(decision), cancellation);
        return await Runs.FindAsync(id, cancellation);
    }

    Execution NewExecution() => new(machine, steps, time, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), Runs, observer);

    // A login to GitHub is good for git too, unless git has one of its own.
    static (GitAccess Git, ICodeHost Host) CodeHostOf(Surroundings surroundings)
    {
        var git = GitAccess.FromEnvironment(surroundings.Environment);
        try
        {
            var access = GitHubAccess.FromEnvironment(surroundings.Environment);
            if (!access.IsSet)
                return (git, new BranchOnlyHost());
            var tokens = new GitHubTokens(access, surroundings.Time);
            if (git.Token is null)
                git = git with { TokenSource = tokens.ForGitAsync, TokenHost = GitHubAddress.HostOf(access.Api) };
            return (git, new GitHubHost(access, tokens));
        }
        catch (CodeHostRefusedException problem)
        {
            throw new UsageException(problem.Message);
        }
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
