using System.Text.Json.Nodes;
using SelfHealing.Ports;
using SelfHealing.Tests.Support.GitHub;

namespace SelfHealing.Tests.Adapters.GitHub;

public sealed class GitHubHostTests : IDisposable
{
    readonly GitHubServer server = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    JsonObject OnlyPull => server.State.Pulls.ShouldHaveSingleItem();

    Task<HostedPullRequest?> OpenAsync(PullRequestDraft? draft = null) =>
        Drafts.HostOf(server).OpenPullRequestAsync(draft ?? Drafts.Of(server), Cancellation);

    [Fact]
    public async Task A_pull_request_is_opened_into_the_default_branch()
    {
        server.State.Repository["default_branch"] = "trunk";
        server.State.Branches.Add("trunk");

        var opened = await OpenAsync();

        opened!.Url.ShouldBe(server.Url + "/acme/orders/pull/1");
        opened.Notes.ShouldBeEmpty();
        var asked = server.Calls.Single(call => call.Line == "POST /repos/acme/orders/pulls");
        ((string?)asked.Body!["title"]).ShouldBe("Fix KeyError in total");
        ((string?)asked.Body["head"]).ShouldBe(Drafts.Branch);
        ((string?)asked.Body["base"]).ShouldBe("trunk");
        ((string?)asked.Body["body"]).ShouldBe(Drafts.Of(server).Body);
        server.Calls.ShouldAllBe(call => call.Authorization == "Bearer " + Drafts.Token);
    }

    [Fact]
    public async Task A_branch_that_is_set_is_merged_into()
    {
        server.State.Branches.Add("release/2");

        await OpenAsync(Drafts.Of(server) with { Into = "release/2" });

        ((string?)OnlyPull["base"]!["ref"]).ShouldBe("release/2");
    }

    [Fact]
    public async Task The_same_one_is_found_when_asked_again()
    {
        var first = await OpenAsync();

        (await OpenAsync())!.Url.ShouldBe(first!.Url);

        server.State.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whenever_it_is_killed_a_second_try_ends_with_one_complete_pull_request()
    {
        for (var killed = 0; ; killed++)
        {
            using var other = new GitHubServer { LoseAnswerOf = killed };
            other.State.Files["CODEOWNERS"] = "* @ada\n";
            other.State.Reviewers.Add("ada");
            var draft = Drafts.Of(other) with { Labels = ["self-heal"] };
            var host = Drafts.HostOf(other);
            try
            {
                await host.OpenPullRequestAsync(draft, Cancellation);
                killed.ShouldBeGreaterThan(5);
                return;
            }
            catch (CodeHostUnavailableException)
            {
                other.LoseAnswerOf = null;
            }

            var opened = await host.OpenPullRequestAsync(draft, Cancellation);

            var pull = other.State.Pulls.ShouldHaveSingleItem();
            opened!.Url.ShouldBe((string?)pull["html_url"]);
            pull["labels"]!.AsArray().ShouldHaveSingleItem();
            pull["requested_reviewers"]!.AsArray().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task A_race_that_another_attempt_wins_finds_its_pull_request()
    {
        server.Instead = call =>
        {
            if (call.Method == "POST")
                server.State.Add(Drafts.Branch, "Fix", Drafts.Of(server).Body);
            return null;
        };

        (await OpenAsync())!.Url.ShouldBe(server.Url + "/acme/orders/pull/1");

        server.State.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_a_person_closed_is_not_opened_again()
    {
        GitHubState.Close(server.State.Add(Drafts.Branch, "Fix", Drafts.Of(server).Body), merged: false);

        var problem = await Should.ThrowAsync<PullRequestClosedException>(() => OpenAsync());

        problem.Message.ShouldContain(server.Url + "/acme/orders/pull/1");
        server.Lines.ShouldNotContain("POST /repos/acme/orders/pulls");
    }

    [Fact]
    public async Task One_that_was_merged_with_this_commit_is_the_answer()
    {
        server.State.Heads[Drafts.Branch] = Drafts.Commit;
        GitHubState.Close(server.State.Add(Drafts.Branch, "Fix", Drafts.Of(server).Body), merged: true);

        (await OpenAsync())!.Url.ShouldEndWith("/pull/1");

        server.State.Pulls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_that_came_back_after_a_merge_gets_a_new_one()
    {
        GitHubState.Close(server.State.Add(Drafts.Branch, "Fix", Drafts.Of(server, new string('b', 40)).Body), merged: true);

        (await OpenAsync())!.Url.ShouldEndWith("/pull/2");
    }

    [Fact]
    public async Task A_pull_request_of_a_fork_with_the_same_branch_name_is_not_ours()
    {
        var theirs = server.State.Add(Drafts.Branch, "Mine", "hello");
        theirs["head"]!["user"]!["login"] = "stranger";
        theirs["state"] = "closed";

        (await OpenAsync())!.Url.ShouldEndWith("/pull/2");
    }

    [Fact]
    public async Task A_draft_is_asked_for_and_where_there_are_none_an_ordinary_one_is_opened()
    {
        await OpenAsync(Drafts.Of(server) with { IsDraft = true });
        ((bool?)OnlyPull["draft"]).ShouldBe(true);

        server.State.Pulls.Clear();
        server.Instead = call => (bool?)call.Body?["draft"] == true
            ? GitHubAnswer.Error(422, "Draft pull requests are not supported in this repository.")
            : null;
        var opened = await OpenAsync(Drafts.Of(server) with { IsDraft = true });

        ((bool?)OnlyPull["draft"]).ShouldBe(false);
        opened!.Notes.ShouldHaveSingleItem().ShouldContain("draft");
    }

    [Fact]
    public async Task The_owners_of_the_files_are_asked_to_review()
    {
        server.State.Files[".github/CODEOWNERS"] = "* @zoe\n/orders/ @ada @acme/shop @other/team mail@example.org\n";
        server.State.Reviewers.UnionWith(["ada", "shop"]);

        var opened = await OpenAsync(Drafts.Of(server) with { Reviewers = ["zoe"] });

        opened!.Notes.ShouldBeEmpty();
        Logins("requested_reviewers", "login").ShouldBe(["ada"]);
        Logins("requested_teams", "slug").ShouldBe(["shop"]);
    }

    [Fact]
    public async Task Without_owners_the_configured_reviewers_are_asked_and_one_that_github_refuses_is_noted()
    {
        server.State.Reviewers.Add("ada");

        var opened = await OpenAsync(Drafts.Of(server) with { Reviewers = ["@ada", "gone", "acme/none"] });

        Logins("requested_reviewers", "login").ShouldBe(["ada"]);
        opened!.Notes.Count.ShouldBe(2);
        opened.Notes[0].ShouldStartWith("gone was not asked for a review: Reviews may only be requested from collaborators.");
    }

    [Fact]
    public async Task Reviewers_who_were_asked_before_are_not_asked_again()
    {
        server.State.Reviewers.Add("ada");
        var draft = Drafts.Of(server) with { Reviewers = ["ada"] };
        await OpenAsync(draft);

        await OpenAsync(draft);

        server.Lines.Count(line => line.EndsWith("/requested_reviewers", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_is_no_pull_request() =>
        (await OpenAsync(Drafts.Of(server) with { Repository = "/srv/orders" })).ShouldBeNull();

    public void Dispose() => server.Dispose();

    IEnumerable<string?> Logins(string list, string name) => OnlyPull[list]!.AsArray().Select(reviewer => (string?)reviewer![name]);
}
