namespace Hebb.Nn;

/// <summary>x − tanh x.</summary>
public sealed class Tanhshrink : Module
{
    /// <summary>x − tanh x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Tanhshrink();
}
