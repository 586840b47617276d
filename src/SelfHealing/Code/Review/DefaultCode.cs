using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Code that does nothing about an error: empty, a jump, a default value, a line in the log.</summary>
static partial class DefaultCode
{
    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    const int LongestStatement = 600;
    const int LongestValue = 300;

    static readonly FrozenSet<string> Jumps = FrozenSet.Create(
        "pass_statement", "continue_statement", "break_statement", "empty_statement", "comment", "line_comment", "block_comment", "ellipsis", "next", "break");

    static readonly FrozenSet<string> Containers = FrozenSet.Create(
        "expression_statement", "block", "statement_block", "statement_list", "then", "body_statement", "parenthesized_expression",
        "parenthesized_statements", "variable_declarator", "variable_declaration", "lexical_declaration", "local_variable_declaration",
        "local_declaration_statement", "block_body");

    static readonly FrozenSet<string> Computations = FrozenSet.Create(
        "call", "call_expression", "invocation_expression", "method_invocation", "object_creation_expression", "new_expression", "await",
        "await_expression", "subscript", "subscript_expression", "element_access_expression", "array_access", "index_expression", "element_reference",
        "binary_operator", "binary_expression", "binary", "boolean_operator", "comparison_operator", "conditional_expression", "ternary_expression",
        "conditional", "lambda", "lambda_expression", "arrow_function", "function_expression", "func_literal", "template_substitution", "interpolation",
        "augmented_assignment", "augmented_assignment_expression", "yield", "yield_expression", "list_comprehension", "dictionary_comprehension",
        "generator_expression", "raise_statement", "throw_statement", "throw_expression", "retry", "redo", "if_statement", "if", "unless", "if_modifier",
        "unless_modifier", "for_statement", "for_in_statement", "foreach_statement", "enhanced_for_statement", "while_statement", "with_statement",
        "try_statement", "begin", "switch_statement", "switch_expression", "case", "match_statement", "delete_statement", "assert_statement",
        "update_expression", "postfix_unary_expression", "inc_statement", "dec_statement", "send_statement", "go_statement", "defer_statement",
        "goto_statement", "function_definition", "import_statement", "import_from_statement", "global_statement", "nonlocal_statement");

    static readonly FrozenSet<string> Names = FrozenSet.Create(
        "identifier", "attribute", "member_expression", "member_access_expression", "field_access", "selector_expression", "instance_variable",
        "this", "self", "constant", "scope_resolution");

    static readonly FrozenSet<string> LogNames = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "log", "logger", "logging", "logs", "logf", "logln", "logerror", "logwarning", "loginformation", "logdebug", "logtrace", "logcritical",
        "log_error", "log_exception", "logexception", "console", "print", "println", "printf", "eprint", "eprintln", "puts", "pp", "warn", "warning",
        "print_exc", "print_exception", "printstacktrace", "slog", "glog", "klog", "sentry", "sentry_sdk", "rollbar", "bugsnag", "newrelic",
        "captureexception", "capture_exception", "debug", "trace", "stderr", "fprintln", "fprintf", "syslog", "stacktrace", "errorhandler");

    /// <summary>Whether a statement passes over an error.</summary>
    /// <param name="statement">The statement, or a block of them.</param>
    /// <param name="error">The name of the caught error; null when it has none.</param>
    public static bool PassesOver(SyntaxNode statement, string? error)
    {
        if (statement.End - statement.Start > LongestStatement)
            return false;
        // Containers nest; the length bounds how many there are.
        var open = new Stack<SyntaxNode>([statement]);
        while (open.TryPop(out var node))
        {
            var kind = node.Kind;
            if (Containers.Contains(kind))
            {
                foreach (var part in Parts(node, kind))
                    open.Push(part);
            }
            else if (!Jumps.Contains(kind) && !IsDefaultReturn(node, kind, error) && !IsDefaultAssignment(node, kind, error) && !IsLogCall(node, kind) && !IsQuietExit(node, kind)
                && !IsDefault(node, error, allowNames: true))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether a value is a constant that says nothing: null, zero, an empty collection, a plain text.</summary>
    public static bool IsDefault(SyntaxNode value, string? error, bool allowNames)
    {
        if (value.End - value.Start > LongestValue || ErrorWord().IsMatch(value.Span))
            return false;
        var whole = EmptyCollection().IsMatch(WithoutSpace(value));
        if (whole)
            return true;
        foreach (var node in value.DescendantsAndSelf())
        {
            var kind = node.Kind;
            if (!node.IsNamed)
                continue;
            if (Computations.Contains(kind) && !(node != value && EmptyCollection().IsMatch(WithoutSpace(node))))
                return false;
            // Ruby raises again with a bare word.
            if (kind == "identifier" && (node.Span is "raise" || error is not null && node.Span.SequenceEqual(error) || !allowNames && node.Span is not ("undefined" or "NaN")))
                return false;
            if (!allowNames && Names.Contains(kind) && kind != "identifier")
                return false;
        }
        return true;
    }

    /// <summary>Whether a call only writes to a log.</summary>
    public static bool IsLog(string callee) =>
        callee.Split('.', ':', '?', '!', '&', '-', '>').Any(segment => LogNames.Contains(segment.Trim('_', '$', '@', '(', ')', ' ')));

    static bool IsDefaultReturn(SyntaxNode node, string kind, string? error) =>
        kind is "return_statement" or "return" && node.NamedChildren.All(value => IsDefault(value, error, allowNames: true));

    static bool IsDefaultAssignment(SyntaxNode node, string kind, string? error) =>
        kind is "assignment" or "assignment_expression" or "assignment_statement" or "short_var_declaration"
        && node.Field("right") is { } right && IsDefault(right, error, allowNames: true);

    static bool IsLogCall(SyntaxNode node, string kind) => Calls.Callee(node, kind) is { } callee && IsLog(callee);

    /// <summary>An end of the program that tells nobody that something went wrong.</summary>
    static bool IsQuietExit(SyntaxNode node, string kind) =>
        (kind == "raise_statement" || Calls.Callee(node, kind) is not null) && QuietExit().IsMatch(WithoutSpace(node));

    // Of a declaration only the values count.
    static IEnumerable<SyntaxNode> Parts(SyntaxNode node, string kind) => kind switch
    {
        "variable_declarator" => node.Field("value") is { } value ? [value] : node.NamedChildren.Skip(1),
        "local_variable_declaration" or "variable_declaration" or "lexical_declaration" => node.NamedChildren.Where(part => part.Kind == "variable_declarator"),
        _ => node.NamedChildren,
    };

    static string WithoutSpace(SyntaxNode node) => node.End - node.Start > LongestValue ? "" : Space().Replace(node.Text, "");

    [GeneratedRegex(@"\s+", Linear)]
    private static partial Regex Space();

    [GeneratedRegex(@"^(raiseSystemExit|((sys|System|process)\.)?exit|os\._exit|os\.Exit|Environment\.Exit|quit)(\((0|None|true)?\))?$", Linear)]
    private static partial Regex QuietExit();

    [GeneratedRegex(@"error|fail|invalid|bad.?request|bad.body|denied|forbidden|unavailable|not.?found|status|reject|unknown|\b[45]\d\d\b", RegexOptions.IgnoreCase | Linear)]
    private static partial Regex ErrorWord();

    [GeneratedRegex(
        """^((list|dict|set|tuple|str|int|float|bool|bytes|frozenset|OrderedDict|Counter|Decimal|defaultdict)\([\w"'.]{0,10}\)|(new)?(Array|Object|Map|Set|Date)(\(\)|\.new)|new[\w.]*(List|Map|Set|Dictionary|Collection|JSONObject|StringBuilder)(<[\w<>,.?]*>)?\(\)|(Collections|List|Set|Map|Optional|OptionalInt|OptionalLong|OptionalDouble|Stream)\.(empty\w*|of)\(\)|[\w.]*\.Empty(<[\w<>,.?]*>)?\(\)|Promise\.resolve\([\w"'\[\]{}]{0,12}\)|Task\.FromResult(<[\w<>,.?]*>)?\([\w"'.()]{0,20}\)|default(\([\w<>,.?]*\))?|make\([\w\[\]*.]*\)|Hash\.new|(null|default)!|\[\]\w*\{\}|map\[\w*\]\w*\{\})$""",
        Linear)]
    private static partial Regex EmptyCollection();
}
