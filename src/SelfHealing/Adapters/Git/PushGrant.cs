using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LibGit2Sharp;
using Renci.SshNet.Common;
using SelfHealing.Ports;
using SelfHealing.Steps;

namespace SelfHealing.Adapters.Git;

/// <summary>Whether a server would take a push: it is asked to begin one, and hears no more. Nothing is changed.</summary>
static class PushGrant
{
    const string Program = "git-receive-pack";
    const int LengthDigits = 4;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly byte[] Goodbye = "0000"u8.ToArray();

    /// <exception cref="RepositoryNotUsableException">It would not.</exception>
    /// <exception cref="RepositoryUnreachableException">It does not answer.</exception>
    public static void Ask(string url, GitConnection connection)
    {
        if (url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            AskHttp(url, connection);
        // Behind file:// there is no server to ask.
        else if (!url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            AskSsh(SshAddress.Parse(url), connection);
    }

    static void AskHttp(string url, GitConnection connection)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        var address = new Uri($"{url.TrimEnd('/')}/info/refs?service={Program}");
        var credentials = connection.Credentials;
        try
        {
            AuthenticationHeaderValue? login = null;
            for (; ; )
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = login } };
                using var answer = http.Send(request, HttpCompletionOption.ResponseHeadersRead, connection.Cancellation);
                if (answer.StatusCode != HttpStatusCode.Unauthorized)
                {
                    Judge(answer, connection);
                    return;
                }
                // Throws when there are none, and when those that there are were refused.
                var said = (UsernamePasswordCredentials)credentials(url, null, SupportedCredentialTypes.UsernamePassword);
                login = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{said.Username}:{said.Password}")));
            }
        }
        catch (HttpRequestException problem)
        {
            throw new RepositoryUnreachableException($"The repository {connection.Name} cannot be reached: {problem.Message}", problem);
        }
        catch (OperationCanceledException problem) when (!connection.Cancellation.IsCancellationRequested)
        {
            throw new RepositoryUnreachableException($"The server of {connection.Name} did not answer within {Patience.TotalSeconds:0} seconds.", problem);
        }
    }

    static void Judge(HttpResponseMessage answer, GitConnection connection)
    {
        var status = (int)answer.StatusCode;
        if (status == 200 && answer.Content.Headers.ContentType?.MediaType == $"application/x-{Program}-advertisement")
            return;
        throw status switch
        {
            >= 500 => new RepositoryUnreachableException($"The server of {connection.Name} fails with status {status}."),
            >= 300 and < 400 => new RepositoryNotUsableException($"The repository {connection.Name} has moved: put its new address into the settings."),
            _ => new RepositoryNotUsableException($"The server takes no push to {connection.Name} from us (status {status}): the token needs write access to the repository's contents."),
        };
    }

    static void AskSsh(SshAddress address, GitConnection connection)
    {
        using var client = SshLogin.Open(address, connection.Access);
        using var command = client.CreateCommand(address.Command(Program));
        try
        {
            _ = command.ExecuteAsync(connection.Cancellation);
            using var input = command.CreateInputStream();
            var start = new byte[LengthDigits + LengthDigits];
            var count = command.OutputStream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (count == start.Length && !start.AsSpan(LengthDigits).StartsWith("ERR "u8))
            {
                input.Write(Goodbye);
                return;
            }
            var said = PlainText.OneLine(command.Error, 300);
            throw new RepositoryNotUsableException(
                $"The server takes no push to {connection.Name} with the SSH key of SELFHEAL_SSH_KEY: {(said.Length > 0 ? said : "it gives no reason")}. Give the key write access.");
        }
        catch (Exception problem) when (problem is SshException or IOException or ObjectDisposedException)
        {
            throw new RepositoryUnreachableException($"The connection to {connection.Name} broke: {problem.Message}", problem);
        }
    }
}
