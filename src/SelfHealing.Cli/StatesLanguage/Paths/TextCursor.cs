namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A place in a text that is being read, for the path and the function parser.</summary>
sealed class TextCursor(string text)
{
    /// <summary>Parentheses, filters and calls may be nested this deeply.</summary>
    public const int MaxNesting = 32;

    int nesting;

    public int Position { get; private set; }

    public bool IsAtEnd => Position >= text.Length;

    public char Current => IsAtEnd ? '\0' : text[Position];

    public void Move(int by = 1) => Position += by;

    public bool Sees(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    public bool Skip(string expected)
    {
        if (!Sees(expected))
            return false;
        Position += expected.Length;
        return true;
    }

    public void Expect(string expected)
    {
        if (!Skip(expected))
            throw Error($"expected '{expected}'");
    }

    public void SkipSpaces()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
            Position++;
    }

    public string TakeWhile(Func<char, bool> belongs)
    {
        var start = Position;
        while (!IsAtEnd && belongs(text[Position]))
            Position++;
        return text[start..Position];
    }

    /// <summary>Runs a nested part of the grammar.</summary>
    public T Nested<T>(Func<T> read)
    {
        if (++nesting > MaxNesting)
            throw Error($"nested more than {MaxNesting} times");
        var result = read();
        nesting--;
        return result;
    }

    public PathSyntaxException Error(string problem) =>
        new($"'{text}' cannot be read: {problem} at position {Position}{(IsAtEnd ? ", the end" : $", '{Current}'")}");
}
