using System.Text.RegularExpressions;

namespace SelfHealing.Code.Python;

/// <summary>The words that names are made of: <c>customerId</c> and <c>customer_id</c> are both <c>customer</c> and <c>id</c>.</summary>
static class NameWords
{
    /// <summary>The words of a name, in small letters.</summary>
    public static List<string> Of(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] is not ('_' or '-') && !(char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
                continue;
            if (name[start..i].Trim('_', '-') is { Length: > 0 } word)
                words.Add(word.ToLowerInvariant());
            start = i;
        }
        return words;
    }

    /// <summary>The same with one kind of mark between the words: <c>customer_id</c>.</summary>
    public static string Joined(string name) => string.Join('_', Of(name));

    /// <summary>True when the code has a name with such a word.</summary>
    public static bool Have(string code, Regex word) => Names(code).SelectMany(Of).Any(word.IsMatch);

    /// <summary>The names, keywords and numbers of a piece of code.</summary>
    public static IEnumerable<string> Names(string code)
    {
        var start = -1;
        for (var i = 0; i <= code.Length; i++)
        {
            var inside = i < code.Length && (char.IsLetterOrDigit(code[i]) || code[i] == '_');
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            yield return code[start..i];
            start = -1;
        }
    }
}
