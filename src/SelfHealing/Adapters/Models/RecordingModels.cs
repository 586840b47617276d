using System.Globalization;
using Microsoft.Extensions.AI;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Models;

/// <summary>Keeps every question and answer of other models as files of a folder: <c>0001-HASH.json</c>, <c>0002-HASH.json</c> and so on.</summary>
public sealed class RecordingModels : IChatModels
{
    const int HashDigits = 12;

    readonly IChatModels models;
    readonly string folder;

    /// <param name="models">The models that answer.</param>
    /// <param name="folder">Where the files go. It is created; what is in it stays.</param>
    /// <exception cref="StoreUnavailableException">It cannot be created.</exception>
    public RecordingModels(IChatModels models, string folder)
    {
        this.models = models;
        this.folder = folder;
        try
        {
            // Now, before an answer is paid for.
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, problem);
        }
    }

    /// <inheritdoc/>
    public IChatClient Open(string model) => new Client(models.Open(model), model, folder);

    static StoreUnavailableException Unwritable(string folder, Exception problem) =>
        new($"Exchanges with the model cannot be written to {folder}: {problem.Message}", problem);

    sealed class Client(IChatClient inner, string model, string folder) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            IReadOnlyList<ChatMessage> sent = [.. messages];
            var response = await base.GetResponseAsync(sent, options, cancellationToken);
            await WriteAsync(RecordedExchange.Of(model, sent, response), cancellationToken);
            return response;
        }

        async Task WriteAsync(RecordedExchange exchange, CancellationToken cancellation)
        {
            try
            {
                var number = Directory.EnumerateFiles(folder, "*.json").Select(NumberOf).DefaultIfEmpty(0).Max() + 1;
                var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{exchange.Prompt[..HashDigits]}.json"));
                await File.WriteAllTextAsync(path, exchange.ToJson(), cancellation);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw Unwritable(folder, problem);
            }
        }

        static int NumberOf(string path) =>
            int.TryParse(Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
