namespace Hebb.Nn;

/// <summary>Probabilities that are largest where x is smallest: the softmax of −x.</summary>
/// <param name="axis">The axis along which the results sum to 1; negative numbers count from the last.</param>
public sealed class Softmin(int axis = -1) : Module
{
    /// <summary>e⁻ˣ / Σ e⁻ˣ along the axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softmin(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}
