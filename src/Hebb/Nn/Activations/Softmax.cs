namespace Hebb.Nn;

/// <summary>Probabilities from logits: eˣ over its sum along an axis.</summary>
/// <param name="axis">The axis along which the results sum to 1; negative numbers count from the last.</param>
public sealed class Softmax(int axis = -1) : Module
{
    /// <summary>eˣ / Σ eˣ along the axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softmax(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}
