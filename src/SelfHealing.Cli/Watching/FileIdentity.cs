using System.Globalization;
using System.Security.Cryptography;

namespace SelfHealing.Cli.Watching;

/// <summary>
/// Tells a log file from the one that follows it under the same name: its number in the file system where that can be read, and its first
/// bytes, because numbers are used again and a file may be emptied and written anew.
/// </summary>
/// <param name="Number">The file's number; null where the system does not tell.</param>
/// <param name="HeadLength">How many of its first bytes are known.</param>
/// <param name="Head">Their hash.</param>
sealed record FileIdentity(string? Number, int HeadLength, string Head)
{
    const int LongestHead = 256;

    public static FileIdentity Of(FileStream file)
    {
        var head = ReadHead(file, LongestHead);
        return new FileIdentity(NumberOf(file), head.Length, Hash(head));
    }

    /// <summary>
    /// True when the file is this one, or this one with more written to it. An empty file is told by its number alone, and not at all where
    /// the system tells none.
    /// </summary>
    public bool IsOf(FileStream file) =>
        Number is not null && NumberOf(file) is { } number ? number == Number && IsHeadOf(file) : HeadLength > 0 && IsHeadOf(file);

    /// <summary>True when the file begins as this one did: of a file that is held open, true until it was emptied.</summary>
    public bool IsHeadOf(FileStream file) => IsHeadOf(ReadHead(file, HeadLength));

    /// <summary>True when the file is a copy of this one; false when so little of this one is known that another one may begin in the same way.</summary>
    public bool IsCopiedIn(FileStream file) => HeadLength == LongestHead && IsHeadOf(file);

    /// <summary>The same file with more of its head known; as it was when the file begins otherwise by now.</summary>
    public FileIdentity Grown(FileStream file)
    {
        if (HeadLength == LongestHead)
            return this;
        var head = ReadHead(file, LongestHead);
        return IsHeadOf(head) ? this with { HeadLength = head.Length, Head = Hash(head) } : this;
    }

    bool IsHeadOf(ReadOnlySpan<byte> head) => head.Length >= HeadLength && Hash(head[..HeadLength]) == Head;

    static byte[] ReadHead(FileStream file, int length)
    {
        var head = new byte[length];
        var count = 0;
        while (count < length && RandomAccess.Read(file.SafeFileHandle, head.AsSpan(count), count) is var read and > 0)
            count += read;
        return head[..count];
    }

    static string Hash(ReadOnlySpan<byte> head) => Convert.ToHexStringLower(SHA256.HashData(head));

    // Linux tells the inode of an open file as text. The mount is left out: its number changes with a restart.
    static string? NumberOf(FileStream file)
    {
        try
        {
            var descriptor = file.SafeFileHandle.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
            return File.ReadLines($"/proc/self/fdinfo/{descriptor}").FirstOrDefault(line => line.StartsWith("ino:", StringComparison.Ordinal))?[4..].Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
