using SelfHealing.Approvals;
using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Serving.RunPages;

/// <summary>Which runs to list, as it stands in the address. What is empty lets all through.</summary>
/// <param name="Text">Somewhere in the run's name, repository or crash.</param>
sealed record RunFilter(string Status, string Repository, string Exception, string Text)
{
    public static RunFilter Read(string query)
    {
        var fields = FormFields.Read(query);
        string Field(string name) => fields.GetValueOrDefault(name, "").Trim();
        return new RunFilter(Field("status"), Field("repository"), Field("exception"), Field("text"));
    }

    public bool Lets(Run run) =>
        (Status.Length == 0 || run.Status == Status)
        && (Repository.Length == 0 || run.Repository == Repository)
        && (Exception.Length == 0 || ExceptionOf(run) == Exception)
        && (Text.Length == 0 || $"{run.Id} {run.Repository} {run.Crash}".Contains(Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The type of the exception that a run heals; empty until it is known.</summary>
    public static string ExceptionOf(Run run) => run.Crash.Split(':', 2)[0];
}
