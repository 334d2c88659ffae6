namespace Hebb.Nn;

/// <summary>The gated linear unit: a · sigmoid(b), where a and b are the halves of an axis. Dauphin et al. (ICML 2017).</summary>
/// <param name="axis">The axis that is halved; negative numbers count from the last.</param>
public sealed class GLU(int axis = -1) : Module
{
    /// <summary>a · sigmoid(b).</summary>
    /// <param name="x">Any shape with an even length on the axis.</param>
    /// <returns>The shape of x with half the length on the axis.</returns>
    /// <exception cref="ShapeException">The length is odd.</exception>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Glu(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}
