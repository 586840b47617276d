namespace SelfHealing.Cli.StatesLanguage;

/// <summary>A path or an intrinsic function call that cannot be read. Found when a definition is loaded.</summary>
sealed class PathSyntaxException(string message) : Exception(message);
