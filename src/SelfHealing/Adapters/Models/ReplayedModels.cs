using System.Text.Json;
using Microsoft.Extensions.AI;
using SelfHealing.Ports;

namespace SelfHealing.Adapters.Models;

/// <summary>Answers from the files that <see cref="RecordingModels"/> wrote, without a network. A question asked again gets the next answer to it, in their order.</summary>
public sealed class ReplayedModels : IChatModels
{
    readonly string folder;
    readonly Dictionary<string, Queue<RecordedExchange>> exchanges = new(StringComparer.Ordinal);

    /// <summary>Reads the files of a folder.</summary>
    /// <exception cref="ModelNotUsableException">There is no such folder, or a file is none of ours.</exception>
    public ReplayedModels(string folder)
    {
        this.folder = folder;
        foreach (var exchange in Read(folder))
        {
            if (!exchanges.TryGetValue(exchange.Prompt, out var answers))
                exchanges[exchange.Prompt] = answers = new Queue<RecordedExchange>();
            answers.Enqueue(exchange);
        }
    }

    /// <inheritdoc/>
    public IChatClient Open(string model) => new Client(this);

    static List<RecordedExchange> Read(string folder)
    {
        var at = folder;
        try
        {
            var read = new List<RecordedExchange>();
            foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                at = path;
                read.Add(RecordedExchange.FromJson(File.ReadAllText(path)));
            }
            return read;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ModelNotUsableException($"The recorded replies cannot be read from {at}: {Steps.PlainText.OneLine(problem.Message, 300)}", problem);
        }
    }

    ChatResponse Answer(IReadOnlyList<ChatMessage> messages)
    {
        var hash = RecordedExchange.HashOf(messages);
        return exchanges.TryGetValue(hash, out var answers) && answers.TryDequeue(out var exchange)
            ? exchange.Response
            : throw new ReplyNotRecordedException(
                $"{folder} has no reply {(answers is null ? "" : "left ")}to this prompt (hash {hash[..12]}). Record it with --record.");
    }

    sealed class Client(ReplayedModels models) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(models.Answer([.. messages]));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Recorded replies are given whole.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}

/// <summary>A prompt has no recorded reply. Permanent: trying again does not help.</summary>
public sealed class ReplyNotRecordedException(string message) : Exception(message);
