using SelfHealing.Code;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Verify.Commands;

/// <summary>A command that runs a repository's tests, from the service's root.</summary>
/// <param name="Command">The command, for the shell.</param>
/// <param name="NeedsNetwork">True when it first fetches what the tests depend on.</param>
public sealed record TestCommand(string Command, bool NeedsNetwork)
{
    /// <summary>As options of <c>selfheal heal</c>.</summary>
    public string AsOptions() => $"--verify \"{Command}\"{(NeedsNetwork ? " --verify-network" : "")}";
}

/// <summary>Finds out how a repository's tests are run: from its configuration files and the tests near the crash.</summary>
public static class ProposedCommand
{
    /// <summary>The command for the tests nearest to the crash; null when there are none that are known how to run.</summary>
    /// <param name="tree">The files below the service's root.</param>
    /// <param name="traced">The files of the crash's frames, outermost first.</param>
    public static TestCommand? For(SourceTree tree, IEnumerable<string> traced)
    {
        if (traced.LastOrDefault() is not { } culprit)
            return null;
        var around = Around(tree, culprit);
        var commands = Languages.OfFile(culprit) switch
        {
            Language.Python => around.Select(PythonTests.Command),
            Language.JavaScript or Language.TypeScript or Language.Tsx => around.Select(NodeTests.Command),
            Language.CSharp => around.Select(DotNetTests.Command),
            Language.Go => around.Select(GoTests.Command),
            Language.Ruby => around.Select(RubyTests.Command),
            Language.Java => around.Reverse().Select(JvmTests.Command),
            null when culprit.EndsWith(".kt", StringComparison.Ordinal) => around.Reverse().Select(JvmTests.Command),
            _ => [],
        };
        return commands.FirstOrDefault(command => command is not null);
    }

    // The folders around the crash, the nearest first.
    static IEnumerable<TestProject> Around(SourceTree tree, string culprit)
    {
        for (var end = culprit.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : culprit.LastIndexOf('/', end - 1))
            yield return new TestProject(tree, culprit[..(end + 1)], culprit);
        yield return new TestProject(tree, "", culprit);
    }
}
