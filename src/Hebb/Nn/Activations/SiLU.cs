namespace Hebb.Nn;

/// <summary>The sigmoid linear unit, or swish: x · σ(x).</summary>
public sealed class SiLU : Module
{
    /// <summary>x · σ(x).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Silu();
}
