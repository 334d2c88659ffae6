namespace Hebb.Nn;

/// <content>Where a module's random numbers come from, so that a training can be resumed to the bit.</content>
public abstract partial class Module
{
    /// <summary>
    /// The generator that <see cref="Forward"/> draws from, if it was given one of its own; null for none or for <see cref="Generator.Default"/>. Override it in a
    /// module with randomness, and checkpoints remember where its generator stands.
    /// </summary>
    protected virtual Generator? RandomSource => null;

    /// <summary>The generators that this module and those below it draw from, besides <see cref="Generator.Default"/>; each once.</summary>
    public IEnumerable<Generator> Generators()
    {
        var seen = new HashSet<Generator>(ReferenceEqualityComparer.Instance);
        foreach ((string _, Module module) in NamedModules())
        {
            if (module.RandomSource is { } generator && seen.Add(generator)) yield return generator;
        }
    }
}
