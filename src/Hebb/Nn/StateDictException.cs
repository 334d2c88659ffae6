namespace Hebb.Nn;

/// <summary>A state does not fit the module that should load it.</summary>
/// <param name="module">The module's class.</param>
/// <param name="report">Everything that does not fit.</param>
/// <param name="help">The likely mend, or null for the usual one.</param>
public sealed class StateDictException(string module, StateDictReport report, string? help = null) : HebbException(
    $"The state does not fit {module}; nothing was loaded:\n{report}",
    help ?? "Build the module with the settings it was saved with, or load with strict: false to take only what fits.")
{
    /// <summary>Everything that does not fit.</summary>
    public StateDictReport Report { get; } = report;
}
