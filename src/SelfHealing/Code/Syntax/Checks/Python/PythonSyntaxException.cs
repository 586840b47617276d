namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>Python source that no Python 3 compiles, at a place in the text.</summary>
sealed class PythonSyntaxException(int position, string message) : Exception(message)
{
    /// <summary>The index in the text at which the problem stands.</summary>
    public int Position { get; } = position;
}
