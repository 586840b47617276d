using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Code.Review;

/// <summary>Finds the error handlers of a source text.</summary>
static partial class ErrorHandlers
{
    const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "function_definition", "lambda", "arrow_function", "function_expression", "function_declaration", "lambda_expression", "func_literal", "method_declaration", "block_argument");

    public static IEnumerable<ErrorHandler> In(ParsedText source) =>
        source.Sites.SelectMany(site => source.Language switch
        {
            Language.Python => Python(site),
            Language.Java or Language.CSharp => Braces(site),
            Language.Go => Go(site),
            Language.Ruby => Ruby(site),
            _ => Script(site),
        }).Concat(source.Sites.Select(LeavesFinally)).OfType<ErrorHandler>();

    /// <summary>A jump out of <c>finally</c> or <c>ensure</c>: the error that was on its way is gone.</summary>
    static ErrorHandler? LeavesFinally(Site site) =>
        site.Kind is "finally_clause" or "ensure" && site.Node.DescendantsAndSelf(node => !Functions.Contains(node.Kind)).Any(node => node.IsNamed && node.Kind is "return_statement" or "return")
            ? ErrorHandler.Of(site, site.Node, [], guarded: "", [], error: null) : null;

    static IEnumerable<ErrorHandler?> Python(Site site)
    {
        if (site.Kind == "with_statement" && Suppressed(site.Node) is { } suppressed)
            yield return ErrorHandler.Of(site, suppressed, suppressed.Field("arguments")?.NamedChildren ?? [], ErrorHandler.TextOf(site.Node.Field("body")), [], error: null);
        // sys.excepthook = lambda *args: None
        if (site.Kind == "assignment" && site.Node.Field("left")?.Span.EndsWith(".excepthook", StringComparison.Ordinal) == true && site.Node.Field("right") is { Kind: "lambda" } hook && hook.Field("body") is { } answer)
            yield return ErrorHandler.Of(site, site.Node, [], guarded: "", [answer], error: null);
        if (site.Kind != "try_statement")
            yield break;
        var guarded = ErrorHandler.TextOf(site.Node.Field("body"));
        foreach (var clause in site.Node.NamedChildren.Where(part => part.Kind is "except_clause" or "except_group_clause"))
        {
            var parts = clause.NamedChildren.ToList();
            var value = parts is [var first, ..] && first.Kind != "block" ? first : null;
            var pattern = value is { Kind: "as_pattern" } named ? named.NamedChildren.ToList() : value is { } bare ? [bare] : [];
            var caught = pattern is [{ Kind: "tuple" or "parenthesized_expression" } several, ..] ? several.NamedChildren : pattern.Take(1);
            yield return ErrorHandler.Of(site, clause, caught, guarded, parts.Where(part => part.Kind == "block"), pattern.Count > 1 ? pattern[1].Text : null);
        }
    }

    static SyntaxNode? Suppressed(SyntaxNode with) =>
        with.NamedChildren.FirstOrNull() is { Kind: "with_clause" } clause && clause.End - clause.Start < 500
            ? clause.DescendantsAndSelf().FirstOrNull(node => Calls.Callee(node, node.Kind) is { } callee && Calls.LastName(callee) == "suppress")
            : null;

    static IEnumerable<ErrorHandler?> Braces(Site site)
    {
        // future.exceptionally(e -> null)
        if (site.Kind == "method_invocation" && site.Node.Field("name")?.Text is "exceptionally" or "onErrorResume"
            && site.Node.Field("arguments")?.NamedChildren.ToList() is [{ Kind: "lambda_expression" } lambda] && lambda.Field("body") is { } answer)
            yield return ErrorHandler.Of(site, lambda, [], ErrorHandler.TextOf(site.Node.Field("object")), [answer], lambda.Field("parameters")?.Text.Trim('(', ')', ' '));
        if (site.Kind is not ("try_statement" or "try_with_resources_statement"))
            yield break;
        var guarded = ErrorHandler.TextOf(site.Node.Field("body"));
        foreach (var clause in site.Node.NamedChildren.Where(part => part.Kind == "catch_clause"))
        {
            var parts = clause.NamedChildren.ToList();
            var declaration = parts.FirstOrNull(part => part.Kind is "catch_declaration" or "catch_formal_parameter");
            var types = declaration?.NamedChildren.FirstOrNull(part => part.Kind == "catch_type") is { } union ? union.NamedChildren
                : declaration?.Field("type") is { } type ? [type]
                : [];
            yield return ErrorHandler.Of(
                site, clause, types, guarded, parts.Where(part => part.Kind == "block"), declaration?.Field("name")?.Text,
                isFiltered: parts.Exists(part => part.Kind == "catch_filter_clause" && !AlwaysTrue().IsMatch(part.Span)));
        }
    }

    [GeneratedRegex(@"^when\s*\(\s*(true|\w+ is not null|\w+ != null|\w+ is Exception)\s*\)$", Linear)]
    private static partial Regex AlwaysTrue();

    static IEnumerable<ErrorHandler?> Script(Site site)
    {
        if (site.Kind == "try_statement" && site.Node.Field("handler") is { } clause && clause.Field("body") is { } body)
            yield return ErrorHandler.Of(site, clause, [], ErrorHandler.TextOf(site.Node.Field("body")), [body], clause.Field("parameter")?.Text);
        // window.onerror = () => true
        if (site.Kind == "assignment_expression" && site.Node.Field("left")?.Text is "window.onerror" or "window.onunhandledrejection" or "self.onerror" or "globalThis.onerror"
            && site.Node.Field("right") is { Kind: "arrow_function" or "function_expression" } hook && hook.Field("body") is { } answer)
            yield return ErrorHandler.Of(site with { Function = "" }, site.Node, [], guarded: "", [answer], error: null);
        if (site.Kind != "call_expression" || site.Node.Field("function") is not { Kind: "member_expression" } member || site.Node.Field("arguments") is not { } arguments)
            yield break;
        // promise.catch(() => {}) and process.on('uncaughtException', () => {})
        var given = arguments.NamedChildren.Take(2).ToList();
        var isEverything = given is [{ Kind: "string" } name, _] && name.Text.Trim('"', '\'', '`') is "uncaughtException" or "unhandledRejection";
        var property = member.Field("property")?.Text;
        // promise.catch(noop)
        if (property == "catch" && given is [{ } named] && named.Text is "noop" or "_.noop" or "$.noop" or "Function.prototype")
            yield return ErrorHandler.Of(site, arguments, [], ErrorHandler.TextOf(member.Field("object")), [], error: null);
        if (given is not [.., { Kind: "arrow_function" or "function_expression" } function] || function.Field("body") is not { } does)
            yield break;
        if (isEverything || given.Count == 1 && property == "catch" || given.Count == 2 && property == "then")
        {
            var guarded = isEverything ? "" : ErrorHandler.TextOf(member.Field("object"));
            yield return ErrorHandler.Of(site, arguments, [], guarded, [does], (function.Field("parameter") ?? function.Field("parameters"))?.Text.Trim('(', ')', ' '));
        }
    }

    static IEnumerable<ErrorHandler?> Go(Site site)
    {
        // A function that only recovers is there to be deferred.
        if (site.Kind is not ("defer_statement" or "function_declaration" or "method_declaration") || site.Node.End - site.Node.Start > 2_000)
            yield break;
        var isFunction = site.Kind != "defer_statement";
        var nodes = site.Node.DescendantsAndSelf(node => !isFunction || node.Kind != "func_literal").Where(node => node.IsNamed).ToList();
        if (!nodes.Exists(node => node.Kind == "call_expression" && Calls.Callee(node, node.Kind) == "recover"))
            yield break;
        // What is done with the recovered value stands in statements without statements in them.
        var statements = nodes.Where(node => node.Kind is "expression_statement" or "assignment_statement" or "short_var_declaration" or "return_statement" or "go_statement" or "send_statement"
            && node.Text is var text && !text.Contains("recover()", StringComparison.Ordinal) && !text.Contains("func(", StringComparison.Ordinal));
        var isLogOnly = statements.All(statement => DefaultCode.PassesOver(statement, error: null));
        yield return ErrorHandler.Of(isFunction ? site with { Function = "" } : site, site.Node, [], guarded: "", isLogOnly ? [] : [site.Node], error: null);
    }

    static IEnumerable<ErrorHandler?> Ruby(Site site)
    {
        if (site.Kind == "rescue_modifier" && site.Node.Field("handler") is { } instead)
            yield return ErrorHandler.Of(site, site.Node, [], ErrorHandler.TextOf(site.Node.Field("body")), [instead], error: null);
        if (site.Kind is not ("begin" or "body_statement"))
            yield break;
        foreach (var clause in site.Node.NamedChildren.Where(part => part.Kind == "rescue"))
        {
            var guarded = site.Node.Span[..Math.Min(clause.Start - site.Node.Start, 10_000)].ToString();
            var variable = clause.Field("variable")?.NamedChildren.Select(name => name.Text).FirstOrDefault();
            yield return ErrorHandler.Of(site, clause, clause.Field("exceptions")?.NamedChildren ?? [], guarded, clause.Field("body") is { } body ? [body] : [], variable);
        }
    }
}
