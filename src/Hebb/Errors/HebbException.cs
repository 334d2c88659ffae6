namespace Hebb;

/// <summary>
/// The base of every error that Hebb raises about what it was given: a shape, a type, a label, a file. The message says what was expected and
/// what came; <see cref="Help"/>, where there is one, says the likely mend.
/// </summary>
public class HebbException : Exception
{
    /// <summary>Creates an error with its message and, where one is known, the likely mend.</summary>
    /// <param name="message">What was expected and what came.</param>
    /// <param name="help">The likely mend; it is also appended to the message.</param>
    /// <param name="inner">The cause, if another exception led here.</param>
    public HebbException(string message, string? help = null, Exception? inner = null)
        : base(help is null ? message : $"{message}\n  help: {help}", inner) => Help = help;

    /// <summary>The likely mend, or null.</summary>
    public string? Help { get; }
}

/// <summary>A setting has a value that it cannot have: one of a training, or an environment variable that sets up Hebb, such as HEBB_THREADS.</summary>
/// <param name="message">The setting, its value and what is allowed.</param>
/// <param name="help">The likely mend.</param>
public sealed class SettingException(string message, string? help = null) : HebbException(message, help);

/// <summary>A shape, an axis or a number of elements does not fit.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="help">The likely mend.</param>
public sealed class ShapeException(string message, string? help = null) : HebbException(message, help);

/// <summary>An operation is not defined for the data type that it was given.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="help">The likely mend.</param>
public sealed class DTypeException(string message, string? help = null) : HebbException(message, help);

/// <summary>An index, a label or an axis lies outside its range.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="help">The likely mend.</param>
public sealed class IndexException(string message, string? help = null) : HebbException(message, help);

/// <summary>A gradient was asked for that cannot be computed: no graph, a graph already freed, a value changed in place.</summary>
/// <param name="message">What was expected and what came.</param>
/// <param name="help">The likely mend.</param>
public sealed class AutogradException(string message, string? help = null) : HebbException(message, help);

/// <summary>A NaN or an infinity appeared where numbers were expected; the message names the operation that made it first.</summary>
/// <param name="message">Which operation made it, and where.</param>
/// <param name="help">The likely mend.</param>
public sealed class AnomalyException(string message, string? help = null) : HebbException(message, help);

/// <summary>A tensor was read after its buffer had gone back to the cache at the end of a <see cref="Memory.Scope()"/>.</summary>
/// <param name="message">Which tensor.</param>
/// <param name="help">The likely mend.</param>
public sealed class BufferReturnedException(string message, string? help = null) : HebbException(message, help);
