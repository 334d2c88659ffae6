namespace Hebb.Training;

/// <summary>A NaN or an infinity came up in a training.</summary>
/// <param name="message">Where and what.</param>
/// <param name="layer">The name of the module it came from, or of the parameter that holds it; "input" or "loss" for those.</param>
/// <param name="operation">What the operation that made it says, or null if it is not known.</param>
/// <param name="help">The likely mend.</param>
public sealed class NonFiniteException(string message, string layer, string? operation, string help) : HebbException(message, help)
{
    /// <summary>The name of the module it came from, or of the parameter that holds it; "input" or "loss" for those.</summary>
    public string Layer => layer;

    /// <summary>What the operation that made it says, or null if it is not known.</summary>
    public string? Operation => operation;
}
