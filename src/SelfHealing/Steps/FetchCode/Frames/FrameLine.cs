using SelfHealing.Crashes;

namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>Where in a file a frame's line is, with the printed source line as the witness.</summary>
static class FrameLine
{
    const int Near = 50;

    /// <summary>The 1-based line; confirmed when the printed source line stands there. A line that has moved is found again: the nearest equal one.</summary>
    public static (int Line, bool Confirmed) Find(StackFrame frame, string[] lines)
    {
        var line = frame.Line ?? 0;
        if (frame.SourceLine is not { Length: > 0 } printed)
            return (Math.Clamp(line, 1, lines.Length), false);
        if (IsAt(line))
            return (line, true);
        var moved = Enumerable.Range(1, lines.Length).Where(IsAt).ToList();
        if (moved.Count > 1 && moved.Where(at => IsInside(frame.Function, lines, at)).ToList() is { Count: > 0 } inside)
            moved = inside;
        // The nearest equal line, unless two are equally near.
        var nearest = moved.OrderBy(at => Math.Abs(at - line)).Take(2).ToList();
        return nearest switch
        {
            [var one] => (one, true),
            [var one, var two] when Math.Abs(one - line) < Math.Abs(two - line) && Math.Abs(one - line) <= Near => (one, true),
            _ => (Math.Clamp(line, 1, lines.Length), false),
        };

        bool IsAt(int at) => at >= 1 && at <= lines.Length && lines[at - 1].AsSpan().Trim().TrimStart('\uFEFF').SequenceEqual(printed.AsSpan().Trim());
    }

    /// <summary>The first line that names the frame's function as if it were made there; null when none does.</summary>
    public static int? OfFunction(StackFrame frame, string[] lines)
    {
        var name = SimpleName(frame.Function);
        if (name.Length < 2)
            return null;
        for (var at = 0; at < lines.Length; at++)
        {
            if (Declares(lines[at], name))
                return at + 1;
        }
        return null;
    }

    static bool Declares(string line, string name)
    {
        for (var start = line.IndexOf(name, StringComparison.Ordinal); start >= 0; start = line.IndexOf(name, start + name.Length, StringComparison.Ordinal))
        {
            var before = line.AsSpan(0, start);
            var after = line.AsSpan(start + name.Length).TrimStart();
            if ((before.IsEmpty || !IsNameLetter(before[^1])) && !before.EndsWith("new ") && (before.IsEmpty || before[^1] is not '.' || after is ['=', ..])
                && (after is ['(' or '=' or ':' or '<', ..] || before.EndsWith("def ") || before.EndsWith("class ")))
                return true;
        }
        return false;
    }

    static bool IsNameLetter(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$';

    // (*Server).handle, Shop$Cart.add, Object.<anonymous>, Cart#add, Shop::Cart.add, block in add
    static string SimpleName(string? function)
    {
        var text = (function ?? "").TrimEnd('(', ')');
        var start = text.Length;
        while (start > 0 && IsNameLetter(text[start - 1]))
            start--;
        return text[start..];
    }

    /// <summary>Whether the nearest line above with less indentation that could open a function names it.</summary>
    static bool IsInside(string? function, string[] lines, int at)
    {
        if (function is null)
            return false;
        var name = function[(function.LastIndexOf('.') + 1)..] + "(";
        var indentation = Indentation(lines[at - 1]);
        for (var above = at - 2; above >= 0 && indentation > 0; above--)
        {
            if (lines[above].AsSpan().Trim().IsEmpty || Indentation(lines[above]) >= indentation)
                continue;
            indentation = Indentation(lines[above]);
            if (lines[above].Contains(name, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    static int Indentation(string line) => line.Length - line.TrimStart().Length;
}
