using SelfHealing.Code.Review;

namespace SelfHealing.Tests.Code.Review;

/// <summary>One change of the files in Data: what it is, what the review is to say, the file before and after.</summary>
sealed record ReviewCase(string Name, string Refusal, FileChange Change)
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Code", "Review", "Data");

    static readonly Lazy<IReadOnlyDictionary<string, ReviewCase>> All = new(() => Directory.EnumerateFiles(Folder, "*.txt")
        .SelectMany(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))
        .ToDictionary(found => found.Name, StringComparer.Ordinal));

    public static IEnumerable<ReviewCase> Every => All.Value.Values;

    public static TheoryData<string> Names(string kind) =>
        [.. All.Value.Keys.Where(name => name.StartsWith(kind, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static ReviewCase Of(string name) => All.Value[name];

    static IEnumerable<ReviewCase> Read(string file, string text)
    {
        foreach (var section in ("\n" + text).Split("\n### ").Skip(1))
        {
            var head = section[..section.IndexOf('\n', StringComparison.Ordinal)].Split(" => ");
            var body = section[(section.IndexOf("\n--- ", StringComparison.Ordinal) + 5)..];
            var path = body[..body.IndexOf('\n', StringComparison.Ordinal)];
            var sides = body[(path.Length + 1)..].Split("\n+++\n");
            yield return new ReviewCase($"{file}: {head[0]}", head.ElementAtOrDefault(1) ?? "", new FileChange(path, sides[0] + "\n", sides[1].TrimEnd('\n') + "\n"));
        }
    }
}
