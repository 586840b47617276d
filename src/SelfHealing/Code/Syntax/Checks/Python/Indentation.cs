namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>The open blocks by their indentation, measured twice: with tabs to multiples of 8 and with tabs of 1. Where the two measures
/// disagree, the meaning would depend on the width of a tab, and Python refuses.</summary>
sealed class Indentation
{
    const int MaxDepth = 100;
    readonly Stack<(int Columns, int Characters)> open = new([(0, 0)]);

    /// <summary>How many blocks are open.</summary>
    public int Depth => open.Count - 1;

    /// <summary>Takes the indentation of a line of code.</summary>
    /// <returns>1 when it opens a block, 0 when it stays, and minus the number of blocks that it closes.</returns>
    public int Take(int columns, int characters, int position)
    {
        if (columns > open.Peek().Columns)
        {
            if (open.Count >= MaxDepth)
                throw new PythonSyntaxException(position, "too many levels of indentation");
            Consistent(characters > open.Peek().Characters, position);
            open.Push((columns, characters));
            return 1;
        }
        var closed = 0;
        for (; columns < open.Peek().Columns; closed++)
            open.Pop();
        if (columns != open.Peek().Columns)
            throw new PythonSyntaxException(position, "unindent does not match any outer indentation level");
        Consistent(characters == open.Peek().Characters, position);
        return -closed;
    }

    static void Consistent(bool consistent, int position)
    {
        if (!consistent)
            throw new PythonSyntaxException(position, "inconsistent use of tabs and spaces in indentation");
    }
}
