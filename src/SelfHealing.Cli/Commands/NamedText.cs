using SelfHealing.Cli.Hosting;

namespace SelfHealing.Cli.Commands;

/// <summary>Text that a person names: a file, or standard input for <c>-</c>.</summary>
static class NamedText
{
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="what">How the message names it when it cannot be read.</param>
    /// <param name="standardInput">What <c>-</c> stands for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static async Task<string> ReadAsync(string path, string what, TextReader standardInput, CancellationToken cancellation)
    {
        try
        {
            return path == "-" ? await standardInput.ReadToEndAsync(cancellation) : await File.ReadAllTextAsync(path, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{what} cannot be read: {problem.Message}");
        }
    }
}
