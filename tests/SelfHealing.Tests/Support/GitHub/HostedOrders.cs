namespace SelfHealing.Tests.Support.GitHub;

/// <summary>The sample service on a git server that wants a token, with GitHub's API beside it.</summary>
sealed class HostedOrders : IDisposable
{
    readonly TemporaryFolder served = new();
    readonly GitFolder work = GitFolder.CopyOf(RepositoryRoot.Combine("samples/orders"));
    readonly GitHttpServer git;

    public HostedOrders(string token = Drafts.Token)
    {
        work.Git("clone", "-q", "--bare", work.Path, Bare);
        work.Git("--git-dir", Bare, "config", "http.receivepack", "true");
        git = new GitHttpServer(served, token, user: "x-access-token");
        GitHub.State.Files["CODEOWNERS"] = "*.py @ada @acme/shop @gone\n";
        GitHub.State.Reviewers.UnionWith(["ada", "shop"]);
    }

    public GitHubServer GitHub { get; } = new();

    public string Url => git.Url + "/acme/orders.git";

    string Bare => served.Combine("acme/orders.git");

    public string Git(params string[] arguments) => work.Git(["--git-dir", Bare, .. arguments]);

    public void Dispose()
    {
        git.Dispose();
        GitHub.Dispose();
        work.Dispose();
        served.Dispose();
    }
}
