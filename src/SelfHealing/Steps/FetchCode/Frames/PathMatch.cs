namespace SelfHealing.Steps.FetchCode.Frames;

/// <summary>How a repository path and a printed path agree, from their ends.</summary>
/// <param name="Path">The repository path.</param>
/// <param name="Common">How many of their last parts are equal.</param>
/// <param name="Length">How many parts the repository path has.</param>
/// <param name="Printed">How many parts the printed path has.</param>
/// <param name="Deployment">Which folder of the repository stood where, if this is the file: equal for all files of one deployment.</param>
sealed record PathMatch(string Path, int Common, int Length, int Printed, Deployment Deployment)
{
    /// <summary>The line in this file that the frame means, when a source map tells; null for the printed one.</summary>
    public int? Line { get; init; }

    /// <summary>True when the file was made from this one, so that the printed line says nothing of it.</summary>
    public bool IsCompiled { get; init; }

    /// <summary>How many parts the printed path has in the folder of installed packages; 0 when it is not there.</summary>
    public int Installed { get; init; }

    /// <summary>True when all of the repository path is printed.</summary>
    public bool IsWhole => Common == Length;

    /// <summary>True when all of the printed path is the repository's.</summary>
    public bool IsComplete => Common == Printed;

    public static PathMatch Of(IReadOnlyList<string> printed, string path, StringComparison comparison)
    {
        var parts = path.Split('/');
        var common = 0;
        while (common < parts.Length && common < printed.Count && parts[^(common + 1)].Equals(printed[^(common + 1)], comparison))
            common++;
        var deployment = new Deployment(string.Join('/', printed.Take(printed.Count - common)), string.Join('/', parts[..^common]));
        return new PathMatch(path, common, parts.Length, printed.Count, deployment);
    }
}

/// <summary>A folder of the repository and where it was deployed.</summary>
/// <param name="Place">The deployed folder.</param>
/// <param name="Folder">The folder of the repository; empty for its root.</param>
sealed record Deployment(string Place, string Folder);
