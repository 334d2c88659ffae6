namespace Hebb.Nn;

/// <summary>The rectified linear unit: max(x, 0), element by element.</summary>
public sealed class ReLU : Module
{
    /// <summary>max(x, 0).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Relu();
}
