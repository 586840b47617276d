using System.Text;

namespace SelfHealing.Crashes;

/// <summary>Takes off a function's name what compilers number and what runtimes print differently from version to version.</summary>
static class FunctionName
{
    static readonly string[] Receivers =
    [
        "Object.", "Module.", "Function.", "module.exports.", "exports.", "process.", "global.", "[object Object].", "async ",
    ];

    // What compilers and runtimes put a number behind.
    static readonly string[] Numbered =
        ["$", "__", "|", "func", "DisplayClass", "Accessor", "gowrap", "deferwrap", "lambda_method", "·", "main", "glob.."];

    public static string? Stable(string language, string? name) => name is null ? null : language switch
    {
        "javascript" => Node(name),
        "ruby" => Ruby(name),
        "python" => name,
        _ => WithoutNumbers(WithoutBrackets(name)),
    };

    // "exports.create [as handler]": the receiver depends on how the function was called.
    static string Node(string name)
    {
        var alias = name.IndexOf(" [as ", StringComparison.Ordinal);
        if (alias > 0)
            name = name[..alias];
        foreach (var receiver in Receivers)
        {
            if (name.StartsWith(receiver, StringComparison.Ordinal))
                name = name[receiver.Length..];
        }
        return name;
    }

    // Ruby 3.4 prints "Integer#/" where earlier versions print "/".
    static string Ruby(string name)
    {
        var space = name.LastIndexOf(' ') + 1;
        var owner = name.LastIndexOfAny(['#', '.']);
        return owner > space && owner + 1 < name.Length ? name[..space] + name[(owner + 1)..] : name;
    }

    // "[TSource,TResult]", "[...]": type arguments.
    static string WithoutBrackets(string name)
    {
        var open = name.IndexOf('[');
        if (open <= 0)
            return name;
        var result = new StringBuilder(name.Length);
        var depth = 0;
        foreach (var c in name)
        {
            if (c == '[')
                depth++;
            if (depth == 0)
                result.Append(c);
            if (c == ']' && depth > 0)
                depth--;
        }
        return result.ToString();
    }

    // lambda$total$0, OrderController$1, <Main>b__0_27, <Load>d__15, DisplayClass8_0, func1, main88989, GeneratedMethodAccessor4
    static string WithoutNumbers(string name)
    {
        if (!name.AsSpan().ContainsAnyInRange('0', '9'))
            return name;
        var result = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsAsciiDigit(name[i]) && IsGenerated(name, i))
            {
                while (i + 1 < name.Length && (char.IsAsciiDigit(name[i + 1]) || name[i + 1] == '_'))
                    i++;
                continue;
            }
            result.Append(name[i]);
        }
        return result.ToString();
    }

    static bool IsGenerated(string name, int digit)
    {
        var before = name.AsSpan(0, digit);
        return before.EndsWithAny(Numbered)
            || before.Contains("_cgoexpwrap_", StringComparison.Ordinal) || before.Contains("$$", StringComparison.Ordinal)
            || (before.EndsWith(".") && before[..^1].ContainsAnyInRange('0', '9'));
    }
}
