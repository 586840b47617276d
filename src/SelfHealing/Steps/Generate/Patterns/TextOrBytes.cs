using System.Text.RegularExpressions;
using SelfHealing.Code.Python;
using SelfHealing.Code.Syntax;

namespace SelfHealing.Steps.Generate.Patterns;

/// <summary>A text given to something that takes bytes.</summary>
static partial class TextOrBytes
{
    static readonly string[] Takers = ["sha1", "sha224", "sha256", "sha384", "sha512", "md5", "blake2b", "update", "b64encode", "urlsafe_b64encode", "sendall", "send", "hexlify", "crc32", "compress", "HMAC", "new"];

    public static Finding? Find(CrashSite site)
    {
        if (site.Is("TypeError") && site.Says("can't concat str to bytes") is not null)
            return Concatenated(site);
        if (!site.Is("TypeError") || !(site.Message.Contains("must be encoded before hashing", StringComparison.Ordinal) || site.Message.Contains("Unicode-objects must be encoded", StringComparison.Ordinal)
            || site.Says("a bytes-like object is required, not 'str'") is not null))
            return null;
        var calls = site.All("call").Where(c => Takers.Contains(c.CalledName()) || c.IsMethodCall("write") && OpensBinary(site)).ToList();
        var cause = $"{site.Place}: bytes are needed and a text is given";
        if (calls is not [var call])
            return calls.Count == 0 ? null : new Doubt($"{cause}.", "Several calls on the line take bytes.");
        var texts = call.Arguments().Where(a => a.Kind != "keyword_argument" && !IsBytes(site, a) && !a.Is("attribute") || a.Kind == "attribute" && site.Types.Of(a, site.Module)?.Name == "str" ).Where(a => site.Types.Of(a, site.Module)?.Name is null or "str").ToList();
        if (texts is not [var text])
            return new Doubt($"{cause}.", "Which argument it is is not certain.");
        if (ValueTrace.Of(site, text).Any(v => Coded().IsMatch(v.Value.Text)))
            return new Doubt($"{cause}.", $"{text.Text} is written in hexadecimal or base 64, so its bytes may be meant.");
        return Encoded(site, text, cause);
    }

    /// <summary>A sum of bytes with one text in it.</summary>
    static Finding? Concatenated(CrashSite site)
    {
        var cause = $"{site.Place}: bytes are needed and a text is given";
        foreach (var sum in site.All("binary_operator").Where(n => n.Binary() is { Operator: "+" }))
        {
            var (left, _, right) = sum.Binary()!.Value;
            if (site.Types.Of(left, site.Module)?.Name == "bytes" && site.Types.Of(right, site.Module)?.Name is null or "str")
                return Encoded(site, right, cause);
        }
        return null;
    }

    static Finding Encoded(CrashSite site, SyntaxNode text, string cause)
    {
        var encodings = site.Project.Modules.SelectMany(m => m.Nodes).Where(n => n.IsMethodCall("encode")).Select(n => n.Field("arguments")!.Text).Distinct(StringComparer.Ordinal).ToList();
        if (encodings.Count > 1)
            return new Doubt($"{cause}.", $"The program encodes in several ways: {string.Join(", ", encodings)}.");
        if (site.Project.Paths.Any(path => OtherEncoding().IsMatch(site.Project.Tree.Files[path])))
            return new Doubt($"{cause}.", "The program also names another encoding than UTF-8.");
        var encode = ".encode" + (encodings is [var one] ? one : "(\"utf-8\")");
        var simple = text.Is("identifier", "attribute", "call", "subscript", "string", "parenthesized_expression");
        return new Repair($"{cause}: {text.Text} has to be encoded.", 0.9, simple ? Change.After(site.Module, text, encode) : Change.Wrap(site.Module, text, "(", ")" + encode));
    }

    [GeneratedRegex(@"\b(?:latin[-_]?1|iso[-_]?8859|cp?125\d|windows-?125\d|utf[-_]?16|utf[-_]?32|shift[-_]?jis|euc[-_]|gbk|big5|ebcdic|cp\d{3}\b)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OtherEncoding();

    [GeneratedRegex(@"hex|b64|base64", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Coded();

    static bool IsBytes(CrashSite site, SyntaxNode argument) => site.Types.Of(argument, site.Module)?.Name is "bytes" or "bytearray" || argument.Kind == "attribute" && argument.Field("object")?.Text == "hashlib";

    static bool OpensBinary(CrashSite site) => site.Function?.Node.DescendantsAndSelf().Any(n => n.IsCallOf("open") && n.Arguments() is [_, var mode, ..] && mode.StringValue()?.Contains('b', StringComparison.Ordinal) == true) == true;
}
