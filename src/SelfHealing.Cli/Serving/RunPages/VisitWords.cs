namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>How a visit is put to people: a sign, a word, a look, a time.</summary>
static class VisitWords
{
    public static string Sign(VisitStatus status) => status switch
    {
        VisitStatus.Done => "✓",
        VisitStatus.Caught => "!",
        VisitStatus.Running => "●",
        VisitStatus.Waiting => "◔",
        VisitStatus.Interrupted => "○",
        _ => "✕",
    };

    public static string Word(VisitStatus status) => status switch
    {
        VisitStatus.Done => "done",
        VisitStatus.Caught => "failed, and went on as the definition says",
        VisitStatus.Running => "running",
        VisitStatus.Waiting => "waits for a decision",
        VisitStatus.Interrupted => "interrupted",
        _ => "failed",
    };

    public static string Look(VisitStatus status) => status switch
    {
        VisitStatus.Done => "done",
        VisitStatus.Caught => "caught",
        VisitStatus.Running => "running",
        VisitStatus.Waiting => "waiting",
        VisitStatus.Interrupted => "interrupted",
        _ => "failed",
    };

    /// <summary>How long the finished ones took; what goes on is said in words.</summary>
    public static string Took(IReadOnlyList<StateVisit> visits, VisitStatus last) => last switch
    {
        VisitStatus.Running => "running",
        VisitStatus.Waiting => "waits",
        VisitStatus.Interrupted => "interrupted",
        VisitStatus.Failed => "failed",
        _ => Time(visits.Aggregate(TimeSpan.Zero, (sum, visit) => sum + ((visit.Left ?? visit.Entered) - visit.Entered))),
    };

    public static string Time(TimeSpan time) => time switch
    {
        // The clock was set back in between.
        { Ticks: < 0 } => "0 ms",
        { TotalSeconds: < 1 } => $"{time.TotalMilliseconds:0} ms",
        { TotalSeconds: < 60 } => $"{time.TotalSeconds:0.0} s",
        { TotalHours: < 1 } => $"{time.TotalMinutes:0} min",
        { TotalDays: < 2 } => $"{time.TotalHours:0.#} h",
        _ => $"{time.TotalDays:0.#} d",
    };
}
