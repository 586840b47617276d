using Microsoft.ML.Tokenizers;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>Counts tokens as OpenAI's o200k models do. For other models the count is an approximation: theirs differ by some tens of percent.</summary>
public static class TokenCounter
{
    // The tokenizer's time grows with the square of the longest run without a break; text of strangers may be one run.
    const int LongestRun = 1000;

    // Loading the vocabulary takes most of a second: only those who count pay for it.
    static readonly Lazy<Tokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>The number of tokens of a text.</summary>
    public static int Count(string text)
    {
        var count = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + LongestRun);
            // At a line's end, so that pieces of one text add up.
            if (end < text.Length && text.LastIndexOf('\n', end - 1, end - start) is var newline && newline > start)
                end = newline + 1;
            count += Tokenizer.Value.CountTokens(text.AsSpan(start, end - start), considerNormalization: false);
            start = end;
        }
        return count;
    }

    /// <summary>The beginning of a text, in about that many tokens or less.</summary>
    public static string Cut(string text, int tokens)
    {
        for (var count = Count(text); count > Math.Max(1, tokens); count = Count(text))
            text = text[..(int)(text.Length * 0.9 * tokens / count)] + "…";
        return text;
    }
}
