namespace Hebb;

/// <summary>Where bytes lie and who computes on them: what a buffer knows of its backend, which stands a floor above.</summary>
internal abstract class Device
{
    /// <summary>Its name, for messages and reports.</summary>
    internal abstract string Name { get; }
}
