namespace Hebb.Nn;

/// <summary>x/(1 + |x|).</summary>
public sealed class Softsign : Module
{
    /// <summary>x/(1 + |x|).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softsign();
}
