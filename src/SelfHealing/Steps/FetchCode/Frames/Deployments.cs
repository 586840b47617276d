namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>Where the repository was deployed, as all frames of a trace together tell.</summary>
sealed class Deployments
{
    const double Agreed = 0.2;
    const double Usual = 0.1;

    static readonly HashSet<string> UsualPlaces = new(StringComparer.Ordinal)
    {
        "app", "code", "home/site/wwwroot", "opt/app", "project", "src", "srv/app", "usr/src/app", "usr/src", "var/app/current", "var/task", "var/www/html",
        "work", "workspace", "workspaces",
    };

    readonly HashSet<Deployment> likeliest = [];

    /// <param name="files">The matches of each printed file.</param>
    public Deployments(IEnumerable<IReadOnlyList<PathMatch>> files)
    {
        var votes = files.SelectMany(matches => matches.Select(match => match.Deployment).Distinct()).GroupBy(deployment => deployment)
            .Select(group => (Deployment: group.Key, Count: group.Count())).ToList();
        var most = votes.Count > 0 ? votes.Max(vote => vote.Count) : 0;
        if (most > 1)
            likeliest = votes.Where(vote => vote.Count == most).Select(vote => vote.Deployment).ToHashSet();
    }

    public bool Agree(PathMatch match) => likeliest.Contains(match.Deployment);

    /// <summary>What the deployment adds to a match's score.</summary>
    public double Score(PathMatch match) =>
        Agree(match) ? Agreed : likeliest.Count == 0 && match.IsWhole && UsualPlaces.Contains(match.Deployment.Place) ? Usual : 0;
}
