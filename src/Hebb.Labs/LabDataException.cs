namespace Hebb.Labs;

/// <summary>A lab's data is not there. The message says what it wants, the help where to put it.</summary>
/// <param name="message">What is missing.</param>
/// <param name="help">How to mend it.</param>
internal sealed class LabDataException(string message, string? help = null) : HebbException(message, help);
