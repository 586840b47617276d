using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>What calls call.</summary>
static class Calls
{
    const int Longest = 300;

    /// <summary>The called function as it is written, without white space; <c>new Type</c> for a constructor. Null for what is no call.</summary>
    public static string? Callee(SyntaxNode node, string kind) => kind switch
    {
        "call" when node.Field("method") is { } method => Joined(node.Field("receiver"), ".", method),
        "call" or "call_expression" or "invocation_expression" => Text(node.Field("function")),
        "method_invocation" => Joined(node.Field("object"), ".", node.Field("name")),
        "new_expression" => "new " + Text(node.Field("constructor")),
        "object_creation_expression" => "new " + Text(node.Field("type")),
        _ => null,
    };

    /// <summary>The last name of a callee: <c>validate</c> of <c>self.schema.validate</c>.</summary>
    public static string LastName(string callee) => callee[(callee.LastIndexOfAny(['.', ':', ' ', '>']) + 1)..];

    static string Joined(SyntaxNode? receiver, string between, SyntaxNode? name) => receiver is null ? Text(name) : Text(receiver) + between + Text(name);

    // The end of a long chain says what is called.
    static string Text(SyntaxNode? node)
    {
        if (node is not { } found)
            return "";
        var span = found.Span;
        return string.Concat((span.Length > Longest ? span[^Longest..] : span).ToString().Where(character => !char.IsWhiteSpace(character)));
    }
}
