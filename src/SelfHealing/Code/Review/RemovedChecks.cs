namespace SelfHealing.Code.Review;

/// <summary>Raised errors, assertions and checks that are gone without another in their place, in the whole change.</summary>
static class RemovedChecks
{
    public static IEnumerable<ReviewFinding> Find(IReadOnlyList<ReviewedFile> files)
    {
        var lost = new List<(ReviewedFile File, MovedChecks Moved, ErrorExit Exit)>();
        var gained = 0;
        foreach (var file in files)
        {
            if (file.Before is null || file.After is null)
                continue;
            var before = ErrorExits.In(file.Before).ToList();
            var after = ErrorExits.In(file.After).ToList();
            var moved = new MovedChecks(file, before, after);
            lost.AddRange(Multiset.Minus(before, after, exit => exit.Text).Select(exit => (file, moved, exit)));
            gained += Multiset.Minus(after, before, exit => exit.Text).Count();
            gained += Multiset.Minus(ErrorExits.StandIns(file.After), ErrorExits.StandIns(file.Before), exit => exit.Text).Count();
        }
        if (lost.Count <= gained)
            yield break;
        var remaining = files.Where(file => file.After is not null).SelectMany(file => file.After!.Functions).Select(function => function.Function).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, moved, exit) in lost)
        {
            var line = $"{file.Path}:{exit.Site.Node.Line}";
            if (moved.WasUnreachable(exit))
                continue;
            // A function that is gone as a whole took its checks with it.
            if (exit.Site.Function.Length > 0 && !remaining.Contains(exit.Site.Function))
                yield return ReviewFinding.Note($"{line}: `{exit.Site.Node.FirstLine(80)}` is gone together with its function.");
            else if (moved.Has(exit))
                yield return ReviewFinding.Note($"{line}: `{exit.Site.Node.FirstLine(80)}` is gone; its check seems to stand elsewhere now. Is it the same?");
            else
                yield return ReviewFinding.Refusal($"{line}: `{exit.Site.Node.FirstLine(80)}` is removed, with no check in its place. A crash is not mended by no longer noticing it.");
        }
    }
}
