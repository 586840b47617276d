using System.Net;
using System.Net.Sockets;

namespace SelfHealing.Tests.Support;

/// <summary>An HTTP server on a free port of this machine; whoever makes it gives the answers.</summary>
sealed class LoopbackServer : IDisposable
{
    readonly HttpListener listener;
    readonly Func<HttpListenerContext, Task> answer;
    readonly bool atOnce;

    /// <param name="answer">Answers a call.</param>
    /// <param name="under">The path of the calls that it takes; the others it does not find.</param>
    /// <param name="atOnce">Whether calls are answered side by side, instead of one after the other.</param>
    public LoopbackServer(Func<HttpListenerContext, Task> answer, string under = "/", bool atOnce = false)
    {
        (this.answer, this.atOnce) = (answer, atOnce);
        (listener, Url) = Listen(under);
        _ = Task.Run(ServeAsync);
    }

    public string Url { get; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Dispose() => listener.Close();

    static (HttpListener Listener, string Url) Listen(string under)
    {
        for (var tries = 1; ; tries++)
        {
            var url = $"http://127.0.0.1:{FreePort()}";
            var listener = new HttpListener { Prefixes = { url + under } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (tries < 10)
            {
                // Another process took the port meanwhile.
                listener.Close();
            }
        }
    }

    async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception) when (!listener.IsListening)
            {
                return;
            }
            if (atOnce)
                _ = Task.Run(() => answer(context));
            else
                await answer(context);
        }
    }
}
