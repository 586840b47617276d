using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>What a pattern says about a crash of its kind: a <see cref="Repair"/>, or a <see cref="Doubt"/>.</summary>
/// <param name="RootCause">Why the program crashed, for a person.</param>
abstract record Finding(string RootCause);

/// <summary>The mistake is certain, and so is its repair.</summary>
sealed record Repair(string RootCause, double Confidence, IReadOnlyList<Change> Changes) : Finding(RootCause)
{
    public Repair(string rootCause, double confidence, params Change[] changes) : this(rootCause, confidence, (IReadOnlyList<Change>)changes) { }
}

/// <summary>The kind of mistake fits, but what the code should do does not follow from it.</summary>
sealed record Doubt(string RootCause, string Reason) : Finding(RootCause);

/// <summary>A piece of a file's text that becomes another.</summary>
/// <param name="Module">The file.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character; <paramref name="Start"/> to insert.</param>
/// <param name="Text">The text to stand there instead.</param>
sealed record Change(PythonModule Module, int Start, int End, string Text)
{
    public static Change Replace(PythonModule module, SyntaxNode node, string text) => new(module, node.Start, node.End, text);

    public static Change Before(PythonModule module, SyntaxNode node, string text) => new(module, node.Start, node.Start, text);

    public static Change After(PythonModule module, SyntaxNode node, string text) => new(module, node.End, node.End, text);

    /// <summary>Puts brackets, a call or the like around a node.</summary>
    public static Change Wrap(PythonModule module, SyntaxNode node, string before, string after) =>
        new(module, node.Start, node.End, before + node.Text + after);

    /// <summary>New lines before the one on which a statement starts, indented like it.</summary>
    public static Change LinesBefore(PythonModule module, SyntaxNode statement, params ReadOnlySpan<string> lines)
    {
        var lineStart = statement.Start - statement.Column;
        var indentation = module.Text[lineStart..statement.Start];
        var text = string.Concat(lines.ToArray().Select(line => indentation + line + module.NewLine));
        return new(module, lineStart, lineStart, text);
    }

    /// <summary>Takes out the lines of a statement, and the blank lines below it when asked to.</summary>
    public static Change WithoutLines(PythonModule module, SyntaxNode statement, bool withBlankLines)
    {
        var text = module.Text;
        var end = LineEnd(text, statement.End);
        while (withBlankLines && end < text.Length && text[end..LineEnd(text, end)].AsSpan().Trim().IsEmpty)
            end = LineEnd(text, end);
        return new(module, statement.Start - statement.Column, end, "");
    }

    static int LineEnd(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end + 1 : text.Length;

    /// <summary>New lines after a statement, indented like it.</summary>
    public static Change LinesAfter(PythonModule module, SyntaxNode statement, params ReadOnlySpan<string> lines)
    {
        var lineStart = statement.Start - statement.Column;
        var indentation = module.Text[lineStart..statement.Start];
        var text = string.Concat(lines.ToArray().Select(line => module.NewLine + indentation + line));
        var end = module.Text.IndexOf('\n', statement.End) is var lineEnd and >= 0 ? lineEnd : module.Text.Length;
        if (end > 0 && end <= module.Text.Length - 1 && module.Text[end - 1] == '\r')
            end--;
        return new(module, end, end, text);
    }
}
