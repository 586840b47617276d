namespace SelfHealing.Code.Syntax;

/// <summary>A language whose source can be parsed into a <see cref="SyntaxTree"/>.</summary>
public enum Language
{
    /// <summary>Python 3.</summary>
    Python,

    /// <summary>JavaScript, with JSX.</summary>
    JavaScript,

    /// <summary>TypeScript.</summary>
    TypeScript,

    /// <summary>TypeScript with JSX.</summary>
    Tsx,

    /// <summary>Java.</summary>
    Java,

    /// <summary>C#.</summary>
    CSharp,

    /// <summary>Go.</summary>
    Go,

    /// <summary>Ruby.</summary>
    Ruby,
}

/// <summary>Which language a file is in.</summary>
public static class Languages
{
    /// <summary>The language of a file by its name's extension; null for one that is not parsed.</summary>
    public static Language? OfFile(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".py" or ".pyi" or ".pyw" => Language.Python,
        ".js" or ".mjs" or ".cjs" or ".jsx" => Language.JavaScript,
        ".ts" or ".mts" or ".cts" => Language.TypeScript,
        ".tsx" => Language.Tsx,
        ".java" => Language.Java,
        ".cs" => Language.CSharp,
        ".go" => Language.Go,
        ".rb" or ".rake" => Language.Ruby,
        _ => null,
    };
}
