namespace SelfHealing.Tests.Ingest.Doubles;

/// <summary>Many crashes of some bugs in many batches, every one with another request, line and host.</summary>
/// <param name="Events">How many crashes.</param>
/// <param name="Bugs">Of how many bugs; each crashes at least once when there are enough events.</param>
/// <param name="Batches">In how many batches.</param>
/// <param name="Hosts">From how many hosts.</param>
public sealed record LogStorm(int Events, int Bugs, int Batches, int Hosts)
{
    /// <summary>The batches, in order.</summary>
    public IEnumerable<byte[]> Payloads(Func<DateTimeOffset> clock)
    {
        var random = new Random(20260302);
        var size = Events / Batches;
        for (var batch = 0; batch < Batches; batch++)
        {
            var first = batch * size;
            var messages = Enumerable.Range(first, size).Select(number => Crash(number < Bugs ? number : random.Next(Bugs), random)).ToList();
            yield return LogBatch.Of(clock(), messages, stream: $"i-{batch % Hosts}");
        }
    }

    /// <summary>One crash of a bug; bugs are told apart by the module and the function.</summary>
    public static string Crash(int bug, Random random) =>
        $"""
        request {random.Next():x8} failed
        Traceback (most recent call last):
          File "/srv/orders/orders/module_{Letters(bug)}.py", line {random.Next(1, 400)}, in handle_{Letters(bug)}
            total = basket["price"]
        KeyError: 'price'
        """;

    // Names without digits: a fingerprint may overlook those.
    static string Letters(int number) => string.Concat($"{number:D4}".Select(digit => (char)('a' + digit - '0')));
}
