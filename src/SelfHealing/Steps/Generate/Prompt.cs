using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using SelfHealing.Code;
using SelfHealing.Crashes;
using SelfHealing.Redaction;
using SelfHealing.Steps.FetchCode;
using SelfHealing.Steps.Generate.Context;

namespace SelfHealing.Steps.Generate;

/// <summary>What a model is asked in one attempt.</summary>
/// <param name="Messages">The conversation, in the order in which it is sent.</param>
/// <param name="Pieces">The code in it, and why it is there.</param>
/// <param name="Tokens">How long the messages are, about.</param>
public sealed record Prompt(IReadOnlyList<ChatMessage> Messages, IReadOnlyList<ContextPiece> Pieces, int Tokens)
{
    /// <summary>How long a prompt may be, in tokens, where nothing else is said.</summary>
    public const int DefaultBudget = 12_000;

    /// <summary>Less than this leaves no room for code.</summary>
    public const int SmallestBudget = 2_000;

    const int LongestProblem = 2_000;

    /// <summary>Makes the conversation of one attempt.</summary>
    /// <param name="crash">The crash.</param>
    /// <param name="frames">Its frames that are in the repository, outermost first.</param>
    /// <param name="tree">The repository.</param>
    /// <param name="attempt">Which attempt this is.</param>
    /// <param name="redactor">Takes the secrets out of all of it.</param>
    /// <param name="budget">How many tokens the conversation may have.</param>
    /// <param name="earlier">What was answered and proposed before; null for nothing.</param>
    /// <param name="regressionTest">Whether a test is asked for.</param>
    public static Prompt For(
        Crash crash,
        IReadOnlyList<MappedFrame> frames,
        SourceTree tree,
        Attempt attempt,
        Redactor redactor,
        int budget = DefaultBudget,
        EarlierWork? earlier = null,
        bool regressionTest = false)
    {
        tree = ShownCode.Of(tree);
        earlier ??= EarlierWork.None;
        var log = redactor.Redact(HiddenText.Removed(PromptLog.Of(crash, budget / 4)));
        var fixes = redactor.Redact(HiddenText.Shown(earlier.FixesWithin(budget / 8)));
        var answers = Answers(attempt, earlier.LastReply, redactor, budget);
        var forCode = budget - Count([.. Opening(log, code: "", fixes, regressionTest), .. answers]);
        for (; ; )
        {
            var context = CodeContext.Choose(crash, frames, tree, forCode);
            ChatMessage[] messages = [.. Opening(log, redactor.Redact(context.Text(tree)), fixes, regressionTest), .. answers];
            var tokens = Count(messages);
            if (tokens <= budget || context.Pieces.Count == 0)
                return new Prompt(messages, context.Pieces, tokens);
            // The headers of the pieces are estimated.
            forCode -= tokens - budget + 1;
        }
    }

    // All text of strangers enters here and below. What closes it cannot stand in it: it depends on all of it.
    static ChatMessage[] Opening(string log, string code, string fixes, bool regressionTest)
    {
        var seal = Seal(log + code + fixes);
        var earlier = fixes.Length == 0 ? "" : $"\nEarlier fixes of this crash did not hold. Do not repeat them:\n<earlier-{seal}>\n{fixes}</earlier-{seal}>\n";
        return
        [
            new(ChatRole.System, Rules.Text(seal, regressionTest)),
            new(ChatRole.User, $"<log-{seal}>\n{log}</log-{seal}>\n\n<code-{seal}>\n{code}</code-{seal}>\n{earlier}"),
        ];
    }

    /// <summary>The model's last reply, and what was wrong with it.</summary>
    static ChatMessage[] Answers(Attempt attempt, string? lastReply, Redactor redactor, int budget)
    {
        if (attempt.Problems.Count == 0)
            return [];
        var problems = redactor.Redact(HiddenText.Shown(Problems(attempt, budget / 10)));
        var reply = lastReply is null ? "" : redactor.Redact(HiddenText.Shown(TokenCounter.Cut(lastReply, budget / 6)));
        var seal = Seal(reply + problems);
        var refused = new ChatMessage(
            ChatRole.User,
            $"""
            {(reply.Length > 0 ? "Your last change was refused" : "A change by a built-in repair pattern was refused")}. These are the problems:
            <problems-{seal}>
            {problems}</problems-{seal}>
            Answer again, in the same form, with the whole change: nothing of the last one was kept. Or abstain.
            """);
        return reply.Length > 0 ? [new ChatMessage(ChatRole.Assistant, reply), refused] : [refused];
    }

    static string Problems(Attempt attempt, int tokens)
    {
        var text = new StringBuilder();
        foreach (var problem in attempt.Problems.TakeWhile(_ => TokenCounter.Count(text.ToString()) < tokens))
            text.Append($"- {(problem.Length > LongestProblem ? problem[..LongestProblem] + "…" : problem)}\n");
        return text.ToString();
    }

    static string Seal(string data) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..12];

    static int Count(IReadOnlyList<ChatMessage> messages) => messages.Sum(message => TokenCounter.Count(message.Text));
}
