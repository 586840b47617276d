namespace SelfHealing.Code.Syntax.Checks.Python;

/// <summary>The comment in a file's first two lines that names its encoding (PEP 263).</summary>
static class EncodingDeclaration
{
    // The families of CPython's codecs, more freely than it spells them.
    static readonly string[] Known =
    [
        "u7", "u8", "u16", "u32", "utf", "ascii", "us-ascii", "646", "latin", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9", "l10",
        "iso", "csiso", "cp", "windows", "ibm", "koi8", "kz", "mac", "euc", "gb", "hz", "big5", "ms", "shift", "sjis", "s-jis", "uhc",
        "johab", "ks", "korean", "cyrillic", "greek", "hebrew", "arabic", "thai", "tis", "ptcp", "csptcp", "rk1048", "pt154", "hp-roman8",
        "roman8", "r8", "unicode", "raw-unicode", "idna", "punycode", "palmos", "charmap", "dbcs", "ansi", "mbcs", "oem", "ebcdic",
        "ecma", "elot", "asmo", "chinese", "csbig5", "ujis", "maccroatian", "8859", "strk1048", "1250", "1251", "1252", "1253", "1254",
        "1255", "1256", "1257", "1258", "037", "273", "424", "437", "500", "775", "85", "86", "932", "936", "949", "950", "1026", "1125", "1140",
    ];

    public static void Check(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        for (var line = 0; line < 2 && start < text.Length; line++)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n');
            var length = end < 0 ? text.Length - start : end;
            var code = text.AsSpan(start, length).TrimStart(" \t\f");
            if (code.Length > 0 && code[0] != '#')
                return;
            if (Declared(code) is { } name)
            {
                CheckName(name, start, text[0] == '\uFEFF');
                return;
            }
            start += length + (text.AsSpan(start + length).StartsWith("\r\n") ? 2 : 1);
        }
    }

    /// <summary>The name after <c>coding:</c> or <c>coding=</c>.</summary>
    static string? Declared(ReadOnlySpan<char> comment)
    {
        while (comment.IndexOf("coding", StringComparison.Ordinal) is >= 0 and var index)
        {
            comment = comment[(index + "coding".Length)..];
            if (comment.Length == 0 || comment[0] is not (':' or '='))
                continue;
            var rest = comment[1..].TrimStart(" \t");
            var length = 0;
            while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '-' or '_' or '.'))
                length++;
            if (length > 0)
                return rest[..length].ToString();
        }
        return null;
    }

    static void CheckName(string declared, int position, bool hasByteOrderMark)
    {
        var name = declared.ToLowerInvariant().Replace('_', '-');
        if (!Known.Any(known => name.StartsWith(known, StringComparison.Ordinal)))
            throw new PythonSyntaxException(position, $"unknown encoding: {declared}");
        if (hasByteOrderMark && name != "utf-8" && !name.StartsWith("utf-8-", StringComparison.Ordinal))
            throw new PythonSyntaxException(position, $"encoding problem: {declared} with a UTF-8 byte-order mark");
    }
}
