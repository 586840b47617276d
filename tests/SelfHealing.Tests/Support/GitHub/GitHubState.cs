using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SelfHealing.Tests.Support.GitHub;

/// <summary>A repository with its pull requests, and how GitHub answers calls about them.</summary>
sealed class GitHubState
{
    readonly string url;
    readonly string owner;
    readonly string name;

    public GitHubState(string url, string owner, string name)
    {
        (this.url, this.owner, this.name) = (url, owner, name);
        Repository = GitHubExamples.Object("full-repository-default-response");
        Repository["name"] = name;
        Repository["full_name"] = $"{owner}/{name}";
        Repository["default_branch"] = "main";
        Repository["permissions"]!["push"] = true;
    }

    public JsonObject Repository { get; }

    public List<JsonObject> Pulls { get; } = [];

    /// <summary>The branches that can be merged into.</summary>
    public HashSet<string> Branches { get; } = ["main"];

    /// <summary>The commit of each branch with changes.</summary>
    public Dictionary<string, string> Heads { get; } = [];

    /// <summary>When the app's tokens expire.</summary>
    public DateTimeOffset ExpiresAt { get; set; } = new(2026, 1, 1, 13, 0, 0, TimeSpan.Zero);

    public HashSet<string> Reviewers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> Files { get; } = [];

    public List<JsonObject> Reviews { get; } = [];

    public List<JsonObject> Comments { get; } = [];

    public List<JsonObject> Commits { get; } = [];

    public GitHubAnswer Answer(GitHubCall call)
    {
        var path = call.Path.Trim('/').Split('/');
        if (path is ["app", "installations", var id, "access_tokens"])
            return new(201, new JsonObject { ["token"] = $"ghs_installation{id}", ["expires_at"] = ExpiresAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), ["permissions"] = new JsonObject { ["contents"] = "write" }, ["repository_selection"] = "selected" });
        if (path is ["rate_limit"])
            return new(200, RateLimits()) { Headers = new Dictionary<string, string> { ["X-OAuth-Scopes"] = "repo, read:org" } };
        if (path is not ["repos", var asked, var of, .. var rest] || $"{asked}/{of}" != $"{owner}/{name}")
            return GitHubAnswer.Error(404, "Not Found");
        return (call.Method, rest) switch
        {
            ("GET", []) => new(200, Repository.DeepClone()),
            ("GET", ["installation"]) => new(200, GitHubExamples.Object("installation")),
            ("GET", ["contents", .. var file]) => Files.TryGetValue(Uri.UnescapeDataString(string.Join('/', file)), out var text)
                ? new(200, File(text))
                : GitHubAnswer.Error(404, "Not Found"),
            ("GET", ["pulls"]) => new(200, List(Pulls.AsEnumerable().Reverse().Where(pull => Text(pull["head"]!["label"]) == call.Query["head"]))),
            ("POST", ["pulls"]) => Create(call.Body!),
            ("GET", ["pulls", var number]) => With(number, pull => new(200, pull.DeepClone())),
            ("GET", ["pulls", _, "reviews"]) => new(200, List(Reviews)),
            ("GET", ["pulls", _, "commits"]) => new(200, List(Commits)),
            ("POST", ["pulls", var number, "requested_reviewers"]) => With(number, pull => Ask(pull, call.Body!)),
            ("GET", ["issues", _, "comments"]) => new(200, List(Comments)),
            ("POST", ["issues", var number, "labels"]) => With(number, pull => Label(pull, call.Body!)),
            _ => GitHubAnswer.Error(404, "Not Found"),
        };
    }

    /// <summary>Opens a pull request, as a person or an earlier run would.</summary>
    public JsonObject Add(string branch, string title, string? body, bool draft = false, string into = "main")
    {
        var number = Pulls.Count + 1;
        var pull = GitHubExamples.Object("pull-request");
        pull["number"] = number;
        pull["html_url"] = $"{url}/{owner}/{name}/pull/{number}";
        (pull["title"], pull["body"], pull["draft"], pull["state"]) = (title, body, draft, "open");
        (pull["merged"], pull["merged_at"], pull["closed_at"], pull["created_at"]) = (false, null, null, "2026-01-01T12:00:00Z");
        pull["head"]!["ref"] = branch;
        pull["head"]!["label"] = $"{owner}:{branch}";
        pull["head"]!["sha"] = Heads.GetValueOrDefault(branch, new string('a', 40));
        pull["head"]!["user"]!["login"] = owner;
        pull["base"]!["ref"] = into;
        pull["user"]!["login"] = "self-heal";
        foreach (var list in (string[])["labels", "requested_reviewers", "requested_teams"])
            pull[list] = new JsonArray();
        Pulls.Add(pull);
        return pull;
    }

    public static void Close(JsonObject pull, bool merged)
    {
        (pull["state"], pull["closed_at"], pull["merged"]) = ("closed", "2026-01-02T12:00:00Z", merged);
        pull["merged_at"] = merged ? "2026-01-02T12:00:00Z" : null;
    }

    public static JsonObject Said(string example, string login, string text, string at, string type = "User")
    {
        var said = GitHubExamples.Item(example);
        (said["user"]!["login"], said["user"]!["type"], said["body"]) = (login, type, text);
        said[example.Contains("review", StringComparison.Ordinal) ? "submitted_at" : "created_at"] = at;
        return said;
    }

    public static JsonObject Commit(string sha, string login)
    {
        var commit = GitHubExamples.Item("commit-items");
        (commit["sha"], commit["committer"]!["login"]) = (sha, login);
        return commit;
    }

    static JsonObject RateLimits()
    {
        JsonObject Limit() => new() { ["limit"] = 5000, ["remaining"] = 4999, ["reset"] = 1_790_000_000, ["used"] = 1 };
        return new JsonObject { ["resources"] = new JsonObject { ["core"] = Limit(), ["search"] = Limit() }, ["rate"] = Limit() };
    }

    static JsonObject File(string text)
    {
        var file = GitHubExamples.Object("content-file-response-if-content-is-a-file");
        (file["encoding"], file["content"], file["size"]) = ("base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), text.Length);
        return file;
    }

    GitHubAnswer Create(JsonNode body)
    {
        var (head, into) = (Text(body["head"])!, Text(body["base"])!);
        if (!Branches.Contains(into))
            return GitHubAnswer.Error(422, "Validation Failed", "base is invalid");
        if (head == into)
            return GitHubAnswer.Error(422, "Validation Failed", $"No commits between {into} and {head}");
        return Pulls.Exists(pull => Text(pull["state"]) == "open" && Text(pull["head"]!["ref"]) == head)
            ? GitHubAnswer.Error(422, "Validation Failed", $"A pull request already exists for {owner}:{head}.")
            : new(201, Add(head, Text(body["title"])!, Text(body["body"]), (bool?)body["draft"] ?? false, into).DeepClone());
    }

    GitHubAnswer Ask(JsonObject pull, JsonNode body)
    {
        var people = Names(body["reviewers"]);
        var teams = Names(body["team_reviewers"]);
        if (!people.Concat(teams).All(Reviewers.Contains))
            return GitHubAnswer.Error(422, $"Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the {owner}/{name} repository.");
        foreach (var person in people)
            pull["requested_reviewers"]!.AsArray().Add((JsonNode)new JsonObject { ["login"] = person, ["id"] = 1, ["type"] = "User" });
        foreach (var team in teams)
            pull["requested_teams"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = team, ["slug"] = team, ["id"] = 1 });
        return new(201, GitHubExamples.Object("pull-request-review-request"));
    }

    static GitHubAnswer Label(JsonObject pull, JsonNode body)
    {
        foreach (var label in Names(body is JsonArray ? body : body["labels"]))
        {
            var added = GitHubExamples.Item("label-items");
            added["name"] = label;
            pull["labels"]!.AsArray().Add((JsonNode)added);
        }
        return new(200, pull["labels"]!.DeepClone());
    }

    GitHubAnswer With(string number, Func<JsonObject, GitHubAnswer> answer) =>
        int.TryParse(number, CultureInfo.InvariantCulture, out var wanted) && Pulls.Find(pull => (int?)pull["number"] == wanted) is { } found
            ? answer(found)
            : GitHubAnswer.Error(404, "Not Found");

    static string? Text(JsonNode? node) => (string?)node;

    static List<string> Names(JsonNode? list) => list?.AsArray().Select(name => (string)name!).ToList() ?? [];

    static JsonArray List(IEnumerable<JsonObject> items) => new([.. items.Select(item => (JsonNode?)item.DeepClone())]);
}
