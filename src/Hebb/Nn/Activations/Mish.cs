namespace Hebb.Nn;

/// <summary>x · tanh(ln(1 + eˣ)). Misra: Mish: a self regularized non-monotonic activation function (BMVC 2020).</summary>
public sealed class Mish : Module
{
    /// <summary>x · tanh(ln(1 + eˣ)).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Mish();
}
