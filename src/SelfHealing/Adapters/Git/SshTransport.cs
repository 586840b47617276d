using LibGit2Sharp;
using Renci.SshNet;

namespace SelfHealing.Adapters.Git;

/// <summary>Git over SSH without an <c>ssh</c> program: libgit2 speaks git, SSH.NET carries it.</summary>
/// <remarks>libgit2 makes one for each connection and calls it on the thread that works with the repository.</remarks>
sealed class SshTransport : SmartSubtransport
{
    SshClient? client;
    SshStream? stream;

    protected override SmartSubtransportStream Action(string url, GitSmartSubtransportAction action)
    {
        try
        {
            return action switch
            {
                GitSmartSubtransportAction.UploadPackList => Open(url, "git-upload-pack"),
                GitSmartSubtransportAction.ReceivePackList => Open(url, "git-receive-pack"),
                // The conversation goes on where the list was read.
                _ => stream ?? throw new InvalidOperationException("The list of references comes first."),
            };
        }
        catch (Exception problem)
        {
            GitConnection.Current.Problem ??= problem;
            throw;
        }
    }

    protected override void Close()
    {
        stream?.Close();
        client?.Dispose();
        (client, stream) = (null, null);
    }

    SshStream Open(string url, string program)
    {
        Close();
        var address = SshAddress.Parse(url);
        client = SshLogin.Open(address, GitConnection.Current.Access);
        return stream = new SshStream(this, client.CreateCommand(address.Command(program)));
    }
}
