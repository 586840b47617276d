namespace SelfHealing.Code.Syntax.Checks.Python;

sealed partial class Parser
{
    Node LiteralPattern()
    {
        var start = Here.Start;
        if (Here.Kind is TokenKind.String or TokenKind.Bytes or TokenKind.FormatStart)
        {
            if (Strings().Kind == NodeKind.FormatString)
                throw new PythonSyntaxException(start, "patterns may only match literals and attribute lookups");
        }
        else if (Is("None") || Is("True") || Is("False"))
        {
            Take();
        }
        else
        {
            NumberPattern();
        }
        return new Node(NodeKind.ValuePattern, start, source[start..tokens[next - 1].End]);
    }

    void NumberPattern()
    {
        Accept("-");
        var real = Here;
        if (Here.Kind != TokenKind.Number)
            throw Unexpected("expected a pattern");
        Take();
        if (!Accept("+") && !Accept("-"))
            return;
        if (IsImaginary(real))
            throw new PythonSyntaxException(real.Start, "real number required in complex literal");
        if (Here.Kind != TokenKind.Number || !IsImaginary(Here))
            throw Unexpected("imaginary number required in complex literal");
        Take();
    }

    static bool IsImaginary(Token number) => number.Text[^1] is 'j' or 'J';
}
