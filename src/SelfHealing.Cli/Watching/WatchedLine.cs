namespace SelfHealing.Cli.Watching;

/// <summary>A line of what is watched, on its way from whoever reads it to whoever looks for crashes.</summary>
/// <param name="Source">The file's path, or the name of the input.</param>
/// <param name="Text">The line; null where there is none and only tells which file is read from now on, and from where.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Identity">Which file it is from; null for what is no file.</param>
readonly record struct WatchedLine(string Source, string? Text, long Start, long End, FileIdentity? Identity);
