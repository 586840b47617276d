using System.CommandLine;
using System.Globalization;
using SelfHealing.Adapters.Models;
using SelfHealing.Cli.Hosting;
using SelfHealing.Ports;
using SelfHealing.Spending;
using SelfHealing.Steps;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Cli.Commands;

/// <summary>The options of <c>selfheal heal</c> that say who makes the fix, how sure it must be and what it may cost.</summary>
sealed class ModelOptions
{
    readonly Option<string> model = new("--model")
    {
        Description = "Who makes the fix: patterns (built in, no network), openai:BASE_URL#NAME for any OpenAI-compatible server, bedrock:MODEL for Amazon Bedrock, or auto: and one of these for the patterns first and then the model.",
        HelpName = "MODEL",
        DefaultValueFactory = _ => ModelChoice.Patterns,
    };

    readonly Option<double?> minConfidence = new("--min-confidence")
    {
        Description = "Abstain when the fix is less sure than this, 0 to 1. Default: 0.5.",
        HelpName = "NUMBER",
    };

    readonly Option<int?> candidates = new("--candidates") { Description = "How many replies to ask for in each attempt, 1 to 10; the one that most agree on is taken. Default: 1.", HelpName = "N" };

    readonly Option<string[]> limits = new("--limit")
    {
        Description = "How much may be spent: run=100000 (tokens), run=0.5usd; so for service= and day=, which hold for a day (UTC). May be repeated.",
        HelpName = "SCOPE=AMOUNT",
    };

    readonly Option<string?> prices = new("--prices") { Description = "A JSON file with the price of each model in USD per million tokens: {\"qwen3\": {\"input\": 0.2, \"output\": 0.6}}.", HelpName = "FILE" };
    readonly Option<bool> again = new("--again") { Description = "Try a crash again whose fix was rejected; the model is told the reason." };
    readonly Option<string?> record = new("--record") { Description = "Keep every prompt and reply as a file in this folder.", HelpName = "DIR" };
    readonly Option<string?> replay = new("--replay") { Description = "Answer from such a folder, without a network.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[model, minConfidence, candidates, limits, prices, again, record, replay])
            command.Options.Add(option);
    }

    /// <summary>What the options say of the service.</summary>
    /// <exception cref="UsageException">One of them cannot be.</exception>
    public ServiceSettings ApplyTo(ServiceSettings service, ParseResult parsed)
    {
        var sure = parsed.GetValue(minConfidence);
        if (sure is not (null or >= 0 and <= 1))
            throw new UsageException($"--min-confidence is {sure.Value.ToString(CultureInfo.InvariantCulture)}; it goes from 0 to 1.");
        var samples = parsed.GetValue(candidates);
        if (samples is not (null or >= 1 and <= 10))
            throw new UsageException($"--candidates is {samples}; it goes from 1 to 10.");
        var name = parsed.GetRequiredValue(model);
        var priceOfModel = parsed.GetValue(prices) is { } file && ModelChoice.Of(name).Model is { } asked ? ModelPrice.Find(PriceFile.Read(file), asked) : null;
        var spending = LimitOption.Read(parsed.GetValue(limits) ?? []);
        if (spending is { NeedPrice: true } && ModelChoice.Of(name).Model is { } unpriced && priceOfModel is null)
            throw new UsageException($"--limit names USD, but the price of {unpriced} is not known. Name it in the file of --prices, or limit tokens.");
        return service with
        {
            Model = name,
            MinConfidence = sure,
            Candidates = samples,
            Limits = spending,
            Prices = priceOfModel is null ? null : new Dictionary<string, ModelPrice>(StringComparer.Ordinal) { [ModelChoice.Of(name).Model!] = priceOfModel },
            RetryRejected = parsed.GetValue(again),
        };
    }

    /// <summary>The models to ask: recorded, replayed, or as they are.</summary>
    /// <exception cref="UsageException">The options contradict each other, or name a model that means none.</exception>
    public IChatModels Models(IChatModels models, ParseResult parsed)
    {
        var name = ModelChoice.Of(parsed.GetRequiredValue(model)).Model;
        try
        {
            var asked = (parsed.GetValue(record), parsed.GetValue(replay)) switch
            {
                ({ }, { }) => throw new UsageException("--record and --replay exclude each other."),
                ({ }, _) or (_, { }) when name is null => throw new UsageException("--record and --replay need a model: add --model."),
                ({ } folder, _) => new RecordingModels(models, folder),
                (_, { } folder) => new ReplayedModels(folder),
                _ => models,
            };
            if (name is not null)
                asked.Open(name).Dispose();
            return asked;
        }
        catch (Exception problem) when (problem is ModelNotUsableException or StoreUnavailableException)
        {
            throw new UsageException(problem.Message);
        }
    }
}
