namespace SelfHealing.Cli.Hosting;

/// <summary>What was asked for cannot be done as it was asked; the message says what to do. Ends with exit code 2.</summary>
sealed class UsageException(string message) : Exception(message);
