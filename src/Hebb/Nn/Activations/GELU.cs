namespace Hebb.Nn;

/// <summary>The Gaussian error linear unit: x · Φ(x), Φ the normal distribution. Hendrycks and Gimpel (2016).</summary>
/// <param name="approximate">Whether Φ is approximated with a hyperbolic tangent.</param>
public sealed class GELU(bool approximate = false) : Module
{
    /// <summary>x · Φ(x).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Gelu(approximate);

    /// <inheritdoc/>
    protected override string Describe() => $"approximate='{(approximate ? "tanh" : "none")}'";
}
