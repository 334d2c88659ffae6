namespace Hebb.Cli;

/// <summary>The command line cannot be understood, or asks for what does not exist.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="help">The likely mend.</param>
sealed class UsageException(string message, string? help = null) : HebbException(message, help);
