namespace Hebb.Nn;

/// <summary>The rectified linear unit, bounded above: min(max(x, 0), 6), element by element.</summary>
public sealed class ReLU6 : Module
{
    /// <summary>min(max(x, 0), 6).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Relu6();
}
