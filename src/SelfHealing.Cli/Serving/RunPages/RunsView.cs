using SelfHealing.Approvals;
using SelfHealing.Approvals.Html;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>The page that lists the runs of this machine.</summary>
static class RunsView
{
    // Who looks for older ones narrows the list down.
    const int MostRuns = 200;

    public static HtmlText Render(IReadOnlyList<Run> runs, RunFilter filter, string version)
    {
        var shown = runs.Where(filter.Lets).ToList();
        return RunLayout.Page(
            "Runs",
            HtmlText.Of($"""
                <main class="runs" data-version="{version}">
                <h1>Runs</h1>
                {Form(runs, filter)}
                <div id="list" data-live="{version}">
                <p class="quiet" role="status">{Counted(shown, runs.Count)}</p>
                {(shown.Count > 0 ? Table(shown) : Nothing(runs.Count))}
                </div>
                </main>
                """),
            "",
            reloads: true);
    }

    static HtmlText Form(IReadOnlyList<Run> runs, RunFilter filter) => HtmlText.Of($"""
        <form class="filter" method="get" action="/" role="search">
        {Select("status", "Status", "Any status", runs.Select(run => run.Status), filter.Status, RunWords.Status)}
        {Select("repository", "Repository", "Any repository", runs.Select(run => run.Repository), filter.Repository, RunWords.Repository)}
        {Select("exception", "Exception", "Any exception", runs.Select(RunFilter.ExceptionOf), filter.Exception, exception => exception)}
        <div class="field"><label for="text">Search</label><input id="text" name="text" type="search" value="{filter.Text}" placeholder="message, repository, run"></div>
        <button type="submit">Show</button>
        </form>
        """);

    static HtmlText Select(string name, string label, string any, IEnumerable<string> values, string chosen, Func<string, string> words) => HtmlText.Of($"""
        <div class="field"><label for="{name}">{label}</label><select id="{name}" name="{name}"><option value="">{any}</option>{values
            .Append(chosen).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(value => HtmlText.Of($"<option value=\"{value}\"{HtmlText.When(value == chosen, () => HtmlText.Of($" selected"))}>{words(value)}</option>"))}</select></div>
        """);

    static string Counted(List<Run> shown, int all) =>
        (shown.Count == all ? $"{all} {(all == 1 ? "run" : "runs")}" : $"{shown.Count} of {all} runs")
        + string.Concat(shown.GroupBy(run => run.Status).OrderByDescending(runs => runs.Count()).Select(runs => $" · {runs.Count()} {RunWords.Status(runs.Key)}"))
        + (shown.Count > MostRuns ? $" · the newest {MostRuns} are shown" : "");

    static HtmlText Table(List<Run> runs) => HtmlText.Of($"""
        <table class="list">
        <thead><tr><th scope="col">Status</th><th scope="col">Crash</th><th scope="col">Repository</th><th scope="col">Started</th><th scope="col">Took</th></tr></thead>
        <tbody>
        {runs.Take(MostRuns).Select(Row)}
        </tbody>
        </table>
        """);

    static HtmlText Row(Run run) => HtmlText.Of($"""
        <tr><td>{Chip(run.Status)}</td><td class="crash"><a href="/runs/{run.Id}">{(run.Crash.Length > 0 ? run.Crash : "No crash read")}</a></td><td title="{run.Repository}">{RunWords.Repository(run.Repository)}</td><td>{Wording.Time(run.Started)}</td><td>{VisitWords.Time(run.Changed - run.Started)}</td></tr>

        """);

    /// <summary>A status as a sign and a word.</summary>
    public static HtmlText Chip(string status) => HtmlText.Of($"""
        <span class="chip {RunWords.Look(status)}"><span aria-hidden="true">{RunWords.Sign(status)}</span> {RunWords.Status(status)}</span>
        """);

    static HtmlText Nothing(int all) => all > 0
        ? HtmlText.Of($"<p>No run is like that. <a href=\"/\">Show all</a></p>")
        : HtmlText.Of($"<p>There are no runs yet. <code>selfheal heal --log FILE --repo REPO</code> starts one, and it shows here.</p>");
}
