using System.Text;
using SelfHealing.Code;
using SelfHealing.Code.Symbols;
using SelfHealing.Crashes;
using SelfHealing.Steps.FetchCode;

namespace SelfHealing.Steps.Generate.Context;

/// <summary>The code that a model is shown for a crash. Equal crashes and trees give equal contexts.</summary>
/// <param name="Pieces">Its pieces; those of one file stand together, in the order of their lines.</param>
public sealed record CodeContext(IReadOnlyList<ContextPiece> Pieces)
{
    /// <summary>A program up to this size is shown whole; in tokens.</summary>
    const int SmallProgram = 2500;

    const int MostReasons = 3;

    /// <summary>Chooses within a number of tokens, the most telling code first.</summary>
    public static CodeContext Choose(Crash crash, IReadOnlyList<MappedFrame> frames, SourceTree tree, int tokens)
    {
        var selection = new Selection(tree, Math.Max(0, tokens));
        if (frames.Count == 0)
            return new CodeContext([]);
        var home = TracedFunction.Of(crash, frames, _ => null)[0].Path;
        var index = new SourceIndex(tree, home);
        var trace = TracedFunction.Of(crash, frames, index.At);

        foreach (var candidate in TraceCode.Culprit(trace[0])
            .Concat(TraceCode.Others(trace))
            .Concat(Causes.Of(crash, trace, index))
            .Concat(Usage.Of(trace, index))
            .Concat(Guidance.Of(tree, home)))
        {
            selection.Add(candidate);
        }
        AddRest(selection, index, tree);
        return new CodeContext(selection.Pieces());
    }

    /// <summary>The pieces as a model reads them: under a line that names file, lines and reasons, the code exactly as it is.</summary>
    public string Text(SourceTree tree)
    {
        var text = new StringBuilder();
        foreach (var piece in Pieces)
        {
            var lines = SourceLines.Of(tree.Files[piece.Path]);
            text.Append($"==> {PlainText.OneLine(piece.Path)}:{piece.First}-{piece.Last} <== {string.Join("; ", piece.Reasons.Take(MostReasons))}");
            text.Append(piece.IsCut ? " (cut: there is more of it in the file)\n" : "\n");
            text.AppendJoin('\n', lines[(piece.First - 1)..piece.Last]).Append("\n\n");
        }
        return text.ToString();
    }

    static void AddRest(Selection selection, SourceIndex index, SourceTree tree)
    {
        var size = 0;
        foreach (var path in index.Paths)
        {
            // Four characters or less make a token: no need to count a large program.
            if ((size += tree.Files[path].Length) > SmallProgram * 4)
                return;
        }
        foreach (var path in index.Paths)
            selection.Add(new Candidate(path, new LineRange(1, int.MaxValue), Worth.Rest, "the rest of a small program"));
    }
}
