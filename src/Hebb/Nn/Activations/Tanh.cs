namespace Hebb.Nn;

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : Module
{
    /// <summary>tanh(x).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Tanh();
}
