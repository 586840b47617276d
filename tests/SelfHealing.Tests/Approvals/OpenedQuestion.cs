using System.Formats.Tar;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SelfHealing.Adapters.Local;
using SelfHealing.Approvals;
using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Issues;
using SelfHealing.Ports;
using SelfHealing.Redaction;
using SelfHealing.Steps;
using SelfHealing.Steps.Dedupe;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate;
using SelfHealing.Steps.Parse;
using SelfHealing.Steps.RequestApproval;
using SelfHealing.Steps.ValidateSyntax;
using SelfHealing.Steps.Verify;
using SelfHealing.Tests.Support;

namespace SelfHealing.Tests.Approvals;

/// <summary>A run that has asked: its stores, its branch, and the page. The page is asked as a browser asks it.</summary>
sealed partial class OpenedQuestion : IDisposable
{
    public const string TaskToken = "the-task-token-of-the-run";
    public const string Before = "def total(items):\n    # sums the prices\n    return items[0] + sum(items)\n";
    public const string After = "def total(items):\n    # sums the prices\n    return sum(items)\n";

    static readonly DateTimeOffset Asked = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder folder = new();
    readonly SqliteIssueStore issues;
    readonly FolderArtifactStore artifacts;
    byte random;

    public OpenedQuestion()
    {
        var database = new SqliteDatabase(folder.Combine("selfheal.db"), SqliteIssueStore.Schema + SqliteApprovalStore.Schema);
        issues = new SqliteIssueStore(database);
        artifacts = new FolderArtifactStore(folder.Combine("artifacts"));
        Approvals = new SqliteApprovalStore(database);
        Time = new FakeTimeProvider(Asked);
    }

    public FakeTimeProvider Time { get; }

    public SqliteApprovalStore Approvals { get; }

    public RecordingWorkflow Workflow { get; } = new();

    public MovingBranch Branch { get; } = new();

    public RecordingNotifier Notifier { get; } = new();

    public bool AsksForCode { get; init; }

    public string Model { get; init; } = "openai:http://localhost/v1#test";

    public string Message { get; init; } = "list index out of range";

    public string Changed { get; init; } = After;

    public Verification? Verification { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    public Attempt Attempt { get; init; } = new(1, []);

    public string TestCommand { get; init; } = "pytest -q";

    public string RootCause { get; init; } = "The first price is counted twice, and an empty cart has none.";

    ApprovalSettings Settings => new(new Uri("https://heal.example.org/ask/"), AsksForCode);

    public ApprovalDesk Desk => new(Approvals, issues, artifacts, Branch, Workflow, Time);

    public ApprovalPage Page => new(Approvals, Desk, artifacts, Settings, new Redactor(), Time);

    /// <summary>Runs the step, and returns the link's path.</summary>
    public async Task<string> AskAsync(string token = TaskToken)
    {
        var input = await InputAsync(token);
        await issues.TryPutAsync(
            new Issue(new IssueKey("orders", input.Crash.Fingerprint), IssueStatus.Healing, "run-1", Asked, Asked, Asked, 1, 1),
            TestContext.Current.CancellationToken);
        var questions = new ApprovalQuestions(Approvals, artifacts, Settings, NextBytes, Time);
        await new RequestApprovalStep(issues, artifacts, questions, Notifier, new Redactor(), Time).RunAsync(input, TestContext.Current.CancellationToken);
        return new Uri(LinkForm().Match(Notifier.Last.Body).Value).AbsolutePath;
    }

    public Task<PageResponse> GetAsync(string path, string method = "GET") =>
        Page.HandleAsync(new PageRequest(method, path, Browser, default, "203.0.113.9"), TestContext.Current.CancellationToken);

    /// <summary>Opens the page and sends its form, as a person does.</summary>
    public async Task<PageResponse> DecideAsync(string path, string decision, string reason = "", string name = "Ada", string code = "") =>
        await PostAsync(path, Form(("nonce", NonceOf(await GetAsync(path))), ("decision", decision), ("reason", reason), ("name", name), ("code", code)));

    public Task<PageResponse> PostAsync(string path, string body, params (string Name, string? Value)[] headers)
    {
        var sent = new Dictionary<string, string>(Browser) { ["content-type"] = "application/x-www-form-urlencoded", ["sec-fetch-site"] = "same-origin", ["origin"] = "null" };
        foreach (var (name, value) in headers)
        {
            sent.Remove(name);
            if (value is not null)
                sent[name] = value;
        }
        return Page.HandleAsync(
            new PageRequest("POST", path, sent, Encoding.UTF8.GetBytes(body), "203.0.113.9"), TestContext.Current.CancellationToken);
    }

    public async Task<PendingApproval> StoredAsync() => (await Approvals.FindAsync("run-1", TestContext.Current.CancellationToken))!;

    public static string NonceOf(PageResponse page) => NonceForm().Match(page.Body).Groups[1].Value;

    public static string Form(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));

    /// <summary>As if what was asked had been cleaned up.</summary>
    public void LoseTheArtifacts() => Directory.Delete(folder.Combine("artifacts"), recursive: true);

    /// <summary>Another run, or a cleaned up one, has the crash now.</summary>
    public async Task LoseTheClaimAsync() =>
        (await issues.TryChangeAsync(
            new IssueKey("orders", "v1:0123456789abcdef0123456789abcdef"), "run-1",
            issue => issue with { TaskToken = null, Status = IssueStatus.Expired }, TestContext.Current.CancellationToken)).ShouldBeTrue();

    public void Dispose() => folder.Dispose();

    static Dictionary<string, string> Browser => new(StringComparer.Ordinal) { ["user-agent"] = "Mozilla/5.0 (test)" };

    // Each call gives other bytes, the same in every run of a test.
    byte[] NextBytes(int count) => [.. Enumerable.Repeat(++random, count)];

    async Task<RequestApprovalInput> InputAsync(string token)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var before = new SourceTree(MovingBranch.Base, new Dictionary<string, string> { ["cart.py"] = Before, ["README.md"] = "# Orders\n" });
        IReadOnlyList<Edit> edits = [new Edit("cart.py", "    return items[0] + sum(items)\n", Changed.Split('\n')[2] + "\n")];
        var diff = UnifiedDiff.Of("cart.py", Before, Changed);
        var culprit = new StackFrame("/srv/orders/cart.py", 3, "total", InApp: true);
        var crash = new Crash("app.log", "python", "IndexError", Message, [culprit], [], "v1:0123456789abcdef0123456789abcdef") { Text = $"Traceback …\nIndexError: {Message}" };
        return new RequestApprovalInput(
            "run-1",
            token,
            new ServiceSettings("orders", "https://git.example.org/orders.git", "main", "", Model, Verification is null ? null : TestCommand),
            new CrashReport(ParseOutcome.Crash, "", crash.Fingerprint, "python", "IndexError", Message, culprit,
                await artifacts.PutJsonAsync("crash", crash, StepJson.Default.Crash, cancellation)),
            new IssueClaim(DedupeOutcome.Heal, "", 12, Asked.AddDays(-2), Asked),
            new CodeAtCrash(FetchOutcome.Found, "", MovingBranch.Base, "main", "", "main", "",
                await SourceArtifact.PutAsync(artifacts, before, cancellation), [new MappedFrame(culprit, "cart.py", 3, Confirmed: true)], []),
            new ProposedFix(GenerateOutcome.Fix, "", RootCause, 0.9, Model,
                await artifacts.PutJsonAsync("edits", edits, StepJson.Default.IReadOnlyListEdit, cancellation), []),
            new Validation(ValidationOutcome.Valid, [],
                await artifacts.PutJsonAsync("patch", new Patch(new Dictionary<string, string> { ["cart.py"] = Changed }, diff.Text), StepJson.Default.Patch, cancellation),
                [new ChangedFile("cart.py", diff.Added, diff.Removed)]) { Notes = Notes })
        {
            Verification = Verification,
            Attempt = Attempt,
        };
    }

    [GeneratedRegex(@"https://heal\.example\.org/ask/approvals/\S+")]
    private static partial Regex LinkForm();

    [GeneratedRegex("name=\"nonce\" value=\"([^\"]+)\"")]
    private static partial Regex NonceForm();
}

/// <summary>The state machine, as far as it is told decisions.</summary>
sealed class RecordingWorkflow : IWorkflow
{
    public List<(string Token, string Output)> Told { get; } = [];

    public bool IsDown { get; set; }

    public Task<bool> StartAsync(string name, string input, CancellationToken cancellation) => throw new InvalidOperationException("Nothing starts runs here.");

    public Task SendTaskSuccessAsync(string taskToken, string output, CancellationToken cancellation)
    {
        if (IsDown)
            throw new WorkflowUnavailableException("The state machine cannot be reached.");
        if (Told.Any(told => told.Token == taskToken))
            throw new TaskTokenClosedException("Answered before.");
        Told.Add((taskToken, output));
        return Task.CompletedTask;
    }

    public Task SendTaskFailureAsync(string taskToken, string error, string cause, CancellationToken cancellation) =>
        throw new InvalidOperationException("Decisions are no failures.");
}

/// <summary>A repository whose main branch can move.</summary>
sealed class MovingBranch : ICodeRepository
{
    public const string Base = "1111111111111111111111111111111111111111";

    public Dictionary<string, string>? MovedTo { get; set; }

    public bool IsUnreachable { get; set; }

    public Task<FetchedCode> FetchAsync(CodeLocation location, CancellationToken cancellation)
    {
        if (IsUnreachable)
            throw new RepositoryUnreachableException("The repository cannot be reached.");
        location.Revision.ShouldBe("main");
        var tree = MovedTo is { } files
            ? new SourceTree("2222222222222222222222222222222222222222", files)
            : new SourceTree(Base, new Dictionary<string, string>());
        return Task.FromResult(new FetchedCode(tree, "", "main"));
    }

    public Task<string> IdentifyAsync(string repository, CancellationToken cancellation) => Task.FromResult(repository);

    public Task ExportAsync(string repository, string commit, TarWriter archive, CancellationToken cancellation) => throw new InvalidOperationException("The page runs no tests.");

    public Task<bool> HasBranchAsync(string repository, string branch, CancellationToken cancellation) => Task.FromResult(false);

    public Task<string> CommitAsync(BranchCommit commit, CancellationToken cancellation) => throw new InvalidOperationException("The page commits nothing.");
}

sealed class RecordingNotifier : INotifier
{
    public ApprovalRequest Last { get; private set; } = new("", "", "");

    public Task AskAsync(ApprovalRequest request, CancellationToken cancellation)
    {
        Last = request;
        return Task.CompletedTask;
    }
}
