using LibGit2Sharp;
using Renci.SshNet;
using Renci.SshNet.Common;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Git;

/// <summary>The conversation with git on the server: what libgit2 writes is its input, what it prints is read.</summary>
sealed class SshStream(SmartSubtransport transport, SshCommand command) : SmartSubtransportStream(transport)
{
    const int Chunk = 65_536;
    const int LengthDigits = 4;

    readonly byte[] buffer = new byte[Chunk];
    Stream? input;
    Task? running;
    byte[] wants = [];

    public override int Read(Stream dataStream, long length, out long bytesRead)
    {
        bytesRead = 0;
        try
        {
            Start();
            var count = command.OutputStream.Read(buffer, 0, (int)Math.Min(length, Chunk));
            dataStream.Write(buffer, 0, count);
            bytesRead = count;
            return count == 0 ? Ended() : 0;
        }
        catch (Exception problem) when (problem is SshException or IOException or ObjectDisposedException)
        {
            return Broken(problem);
        }
    }

    public override int Write(Stream dataStream, long length)
    {
        try
        {
            Start();
            var bytes = new byte[length];
            dataStream.ReadExactly(bytes);
            input!.Write(News(bytes));
            input.Flush();
            return 0;
        }
        catch (Exception problem) when (problem is SshException or IOException or ObjectDisposedException)
        {
            return Broken(problem);
        }
    }

    public void Close()
    {
        try
        {
            input?.Dispose();
            command.Dispose();
        }
        catch (Exception problem) when (problem is SshException or IOException or ObjectDisposedException)
        {
            // The server may have gone first.
        }
    }

    void Start()
    {
        if (running is not null)
            return;
        running = command.ExecuteAsync(GitConnection.Current.Cancellation);
        input = command.CreateInputStream();
    }

    // With a depth libgit2 sends its whole list of wishes again, which is right for HTTP only (libgit2#6889).
    ReadOnlySpan<byte> News(byte[] bytes)
    {
        if (wants.Length > 0 && bytes.Length > wants.Length && bytes.AsSpan().StartsWith(wants))
            return bytes.AsSpan(wants.Length);
        if (bytes.AsSpan(Math.Min(LengthDigits, bytes.Length)).StartsWith("want "u8))
            wants = bytes;
        return bytes;
    }

    int Ended()
    {
        if (command.ExitStatus is not > 0)
            return 0;
        var said = command.Error.Split('\n').FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? $"it ended with {command.ExitStatus}";
        GitConnection.Current.Problem ??= new RepositoryNotUsableException($"The repository {GitConnection.Current.Name} cannot be used: {said}");
        return -1;
    }

    static int Broken(Exception problem)
    {
        GitConnection.Current.Problem ??= new RepositoryUnreachableException($"The connection to {GitConnection.Current.Name} broke: {problem.Message}", problem);
        return -1;
    }
}
