namespace SelfHealing.Code.Symbols;

/// <summary>What a declaration declares.</summary>
enum DeclarationKind { Function, Class, Value }

/// <summary>A function, class or named value of a source file.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name; empty for a function without one.</param>
/// <param name="Parent">The declaration around it.</param>
/// <param name="First">Its first line, 1-based, with decorators and the comment above it.</param>
/// <param name="NameLine">The line on which the declaration proper starts.</param>
/// <param name="Last">Its last line.</param>
/// <param name="Receiver">The type that a Go method belongs to.</param>
sealed record Declaration(string Path, DeclarationKind Kind, string Name, Declaration? Parent, int First, int NameLine, int Last, string? Receiver = null)
{
    public int Lines => Last - First + 1;

    /// <summary>The class around it, or a Go method's type; null outside one.</summary>
    public string? Owner => Receiver ?? Class?.Name;

    /// <summary>The nearest class around it.</summary>
    public Declaration? Class
    {
        get
        {
            for (var around = Parent; around is not null; around = around.Parent)
            {
                if (around.Kind == DeclarationKind.Class)
                    return around;
            }
            return null;
        }
    }

    public bool Contains(int line) => First <= line && line <= Last;
}
