using Microsoft.Extensions.AI;
using SelfHealing.Cli.Hosting;
using SelfHealing.Steps.Generate;

namespace SelfHealing.Cli.Checks;

/// <summary>Whether a model answers: one short question, which costs next to nothing.</summary>
static class ModelCheck
{
    const string Question = "Answer with the one word: ready";

    public static async Task<CheckResult> RunAsync(string check, string setting, Surroundings surroundings, CancellationToken cancellation)
    {
        if (ModelChoice.Of(setting).Model is not { } model)
            return new CheckResult(check, Verdict.Ok, "the built-in patterns need no model");
        return await Checking.OfAsync(check, async () =>
        {
            using var client = surroundings.Models().Open(model);
            // Without options, as runs ask: not every server knows all of them.
            await client.GetResponseAsync([new ChatMessage(ChatRole.User, Question)], cancellationToken: cancellation);
            return $"{model} answers, asked with the credentials of this machine";
        });
    }
}
