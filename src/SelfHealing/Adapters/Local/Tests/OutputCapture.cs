using System.Text;

namespace SelfHealing.Adapters.Local.Tests;

/// <summary>The beginning and the end of what is written, in bounded memory.</summary>
sealed class OutputCapture
{
    const int LongestHead = 50_000;
    const int LongestTail = 150_000;

    readonly Lock gate = new();
    readonly StringBuilder head = new();
    readonly StringBuilder tail = new();
    long leftOut;

    /// <summary>Reads to the end.</summary>
    public async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[8192];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
            Add(buffer.AsSpan(0, count));
    }

    /// <summary>What was written, with a mark where something is left out.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            Trim(LongestTail);
            return leftOut == 0 ? $"{head}{tail}" : $"{head}\n… {leftOut} characters left out …\n{tail}";
        }
    }

    void Add(ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            var first = Math.Min(text.Length, LongestHead - head.Length);
            head.Append(text[..first]);
            tail.Append(text[first..]);
            // Now and then only: removing moves all that stays.
            if (tail.Length > 2 * LongestTail)
                Trim(LongestTail);
        }
    }

    void Trim(int length)
    {
        var over = tail.Length - length;
        if (over <= 0)
            return;
        tail.Remove(0, over);
        leftOut += over;
    }
}
