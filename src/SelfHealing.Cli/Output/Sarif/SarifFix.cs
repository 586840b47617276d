using System.Text.Json.Nodes;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace SelfHealing.Cli.Output.Sarif;

/// <summary>A change as the replacements that SARIF applies to the files of the commit that crashed.</summary>
static class SarifFix
{
    /// <param name="root">What stands before the paths in the repository.</param>
    /// <param name="before">The files as they are.</param>
    /// <param name="after">The changed files as they will be.</param>
    /// <param name="description">What the change mends.</param>
    public static JsonObject Of(
        string root, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, JsonObject description) => new()
        {
            ["description"] = description,
            ["artifactChanges"] = new JsonArray([.. after.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => (JsonNode)new JsonObject
            {
                ["artifactLocation"] = SarifText.Artifact(root + file.Key),
                ["replacements"] = Replacements(before.GetValueOrDefault(file.Key, ""), file.Value),
            })]),
        };

    static JsonArray Replacements(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance);
        return new JsonArray([.. diff.DiffBlocks.Select(block => (JsonNode)Replacement(diff, block))]);
    }

    static JsonObject Replacement(DiffResult diff, DiffBlock block)
    {
        var end = block.DeleteStartA + block.DeleteCountA;
        // Whole lines go up to the beginning of the next one. The last line may have no end, and then none follows.
        var isOpenEnded = block.DeleteCountA > 0 && end == diff.PiecesOld.Count && !diff.PiecesOld[end - 1].EndsWith('\n');
        var replacement = new JsonObject
        {
            ["deletedRegion"] = new JsonObject
            {
                ["startLine"] = block.DeleteStartA + 1,
                ["startColumn"] = 1,
                ["endLine"] = isOpenEnded ? end : end + 1,
                ["endColumn"] = isOpenEnded ? diff.PiecesOld[end - 1].Length + 1 : 1,
            },
        };
        if (block.InsertCountB > 0)
        {
            replacement["insertedContent"] = new JsonObject
            {
                ["text"] = string.Concat(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB)),
            };
        }
        return replacement;
    }
}
