namespace Hebb.Nn;

/// <summary>min(max(x + 3, 0), 6)/6.</summary>
public sealed class Hardsigmoid : Module
{
    /// <summary>min(max(x + 3, 0), 6)/6.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Hardsigmoid();
}
