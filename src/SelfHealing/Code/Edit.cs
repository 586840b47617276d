namespace SelfHealing.Code;

/// <summary>One search/replace block: in the file at <paramref name="Path"/>, the text <paramref name="Search"/>, which occurs once, becomes <paramref name="Replace"/>.</summary>
/// <param name="Path">The repository path.</param>
/// <param name="Search">Whole lines that occur exactly once in the file. Empty to create a new file.</param>
/// <param name="Replace">The lines to stand there instead.</param>
public sealed record Edit(string Path, string Search, string Replace);
