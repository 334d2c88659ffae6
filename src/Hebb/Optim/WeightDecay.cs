using Hebb.Nn;

namespace Hebb.Optim;

/// <summary>Which parameters of a model should shrink.</summary>
public static class WeightDecay
{
    /// <summary>
    /// Parts the parameters of a model into those that weight decay is for, matrices and kernels, and those that it only harms, biases and the scales of norms:
    /// all with fewer than two axes.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="isFree">Says of others, by state name ("embedding.weight") and parameter, that they should not shrink either; or null.</param>
    /// <returns>Both parts, in the order of the model; either may be empty.</returns>
    /// <example><code>
    /// var (decayed, free) = WeightDecay.Split(model);
    /// var optimizer = new AdamW(decayed, weightDecay: 0.05);
    /// optimizer.AddGroup(free, weightDecay: 0);
    /// </code></example>
    public static (IReadOnlyList<Parameter> Decayed, IReadOnlyList<Parameter> Free) Split(Module model, Func<string, Parameter, bool>? isFree = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<Parameter> decayed = [], free = [];
        foreach ((string name, Parameter p) in model.NamedParameters()) (p.Shape.Rank < 2 || (isFree is not null && isFree(name, p)) ? free : decayed).Add(p);
        return (decayed, free);
    }
}
