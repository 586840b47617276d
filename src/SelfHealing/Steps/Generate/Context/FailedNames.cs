using SelfHealing.Code.Symbols;
using SelfHealing.Crashes;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>The names that an exception's message speaks of: the key, the attribute, the function, the class.</summary>
static class FailedNames
{
    const int LongestMessage = 2000;
    const int LongestName = 80;
    const int MostNames = 12;

    // Words of the messages themselves, and types that no repository defines.
    static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "NoneType", "None", "null", "nil", "undefined", "object", "function", "int", "str", "float", "list", "dict", "tuple", "bytes", "bool", "set",
        "String", "Object", "Integer", "Symbol", "Array", "Hash", "NilClass", "module", "type", "self", "this", "true", "false", "return", "d", "f",
    };

    /// <summary>The quoted, called and dotted names of a message, in its order.</summary>
    public static IReadOnlyList<string> In(string message)
    {
        var text = message.Length > LongestMessage ? message[..LongestMessage] : message;
        var names = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (!SourceIndex.IsWordPart(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && SourceIndex.IsWordPart(text[at]))
                at++;
            var before = start > 0 ? text[start - 1] : ' ';
            var after = at < text.Length ? text[at] : ' ';
            var isName = before is '\'' or '"' or '`' or '.' or ':' || after is '(' or '\'' or '"' or '`' || after is '.' && at + 1 < text.Length && SourceIndex.IsWordPart(text[at + 1]);
            var name = text[start..at];
            if (isName && name.Length is > 1 and <= LongestName && !char.IsDigit(name[0]) && !Common.Contains(name))
                names.Add(name);
        }
        // A key may be all of the message: KeyError: 'unit price', KeyError: :total.
        return [.. names.Distinct(StringComparer.Ordinal).Take(MostNames)];
    }

    /// <summary>The same for a crash: the exception that ended the work, and the root cause.</summary>
    public static IReadOnlyList<string> In(Crash crash) =>
        [.. In(crash.Message).Concat(crash.Causes is [.., var root] ? In(root.Message) : []).Distinct(StringComparer.Ordinal)];
}
