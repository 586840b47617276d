using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Symbols;

/// <summary>A stretch of lines, both ends included, 1-based.</summary>
sealed record LineRange(int First, int Last);

/// <summary>What a source file declares, and where.</summary>
/// <param name="Path">The file.</param>
/// <param name="Language">Its language.</param>
/// <param name="Text">Its text.</param>
/// <param name="Lines">The same by line, without line ends.</param>
/// <param name="Declarations">In source order; one around another comes first.</param>
/// <param name="Imports">The import statements outside functions.</param>
sealed record Outline(
    string Path, Language Language, string Text, IReadOnlyList<string> Lines, IReadOnlyList<Declaration> Declarations, IReadOnlyList<LineRange> Imports)
{
    // An anonymous callback of a few lines says little without what is around it.
    const int SmallCallback = 5;
    const int SmallOuterFunction = 60;

    /// <summary>The function to show for a line: the innermost one, or a small one around it; null at the level of the module.</summary>
    public Declaration? FunctionAt(int line)
    {
        var inner = Declarations.LastOrDefault(d =>
            d.Kind == DeclarationKind.Function && d.Contains(line) && (d.Name.Length > 0 || d.Lines >= SmallCallback));
        for (var around = inner?.Parent; around is not null; around = around.Parent)
        {
            if (around is { Kind: DeclarationKind.Function, Lines: <= SmallOuterFunction })
                inner = around;
        }
        return inner;
    }

    /// <summary>The innermost class around a line.</summary>
    public Declaration? ClassAt(int line) => Declarations.LastOrDefault(d => d.Kind == DeclarationKind.Class && d.Contains(line));

    /// <summary>The lines of a class from its start to its first method.</summary>
    public LineRange HeaderOf(Declaration type)
    {
        var methods = Declarations.Where(d => d.Kind == DeclarationKind.Function && d.Class == type).Select(d => d.First);
        return new LineRange(type.First, Math.Max(type.NameLine, methods.DefaultIfEmpty(type.Last + 1).Min() - 1));
    }

    /// <summary>The functions of a class that make its objects.</summary>
    public IEnumerable<Declaration> ConstructorsOf(Declaration type) =>
        Declarations.Where(d => d.Kind == DeclarationKind.Function && d.Class == type
            && (d.Name is "__init__" or "__new__" or "constructor" or "initialize" || d.Name == type.Name));
}
