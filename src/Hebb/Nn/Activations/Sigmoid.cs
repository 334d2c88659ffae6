namespace Hebb.Nn;

/// <summary>The logistic function: σ(x) = 1/(1 + e⁻ˣ).</summary>
public sealed class Sigmoid : Module
{
    /// <summary>1/(1 + e⁻ˣ).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Sigmoid();
}
