using System.CommandLine;
using SelfHealing.Cli.Hosting;
using SelfHealing.Code.Syntax;
using SelfHealing.Code.Syntax.Checks;
using SelfHealing.Steps;

namespace SelfHealing.Cli.Commands;

/// <summary><c>selfheal check</c>: the syntax check that every change has to pass, on files.</summary>
static class CheckCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "Source files: .py, .js, .ts, .tsx, .java, .cs, .go, .rb.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Check the syntax of source files, as strictly as a fix is checked. Exits 1 on a problem.") { files };
        command.SetAction((parsed, cancellation) => RunAsync(surroundings, parsed.GetRequiredValue(files), cancellation));
        return command;
    }

    static async Task<int> RunAsync(Surroundings surroundings, string[] files, CancellationToken cancellation)
    {
        var found = false;
        foreach (var file in files)
        {
            var language = Languages.OfFile(file)
                ?? throw new UsageException($"{file} is in no language that is checked (.py, .js, .ts, .tsx, .java, .cs, .go, .rb).");
            foreach (var problem in SyntaxCheck.Problems(language, await ReadAsync(file, cancellation)))
            {
                found = true;
                await surroundings.Output.WriteLineAsync($"{file}:{problem.Line}:{problem.Column}: {PlainText.OneLine(problem.Message)}".AsMemory(), cancellation);
            }
        }
        return found ? 1 : 0;
    }

    static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {problem.Message}");
        }
    }
}
