using System.Globalization;

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

/// <summary>The sigmoid linear unit, or swish: x · σ(x).</summary>
public sealed class SiLU : Module
{
    /// <summary>x · σ(x).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Silu();
}

/// <summary>x · min(max(x + 3, 0), 6)/6. Howard et al.: Searching for MobileNetV3 (ICCV 2019).</summary>
public sealed class Hardswish : Module
{
    /// <summary>x · min(max(x + 3, 0), 6)/6.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Hardswish();
}

/// <summary>x · tanh(ln(1 + eˣ)). Misra: Mish: a self regularized non-monotonic activation function (BMVC 2020).</summary>
public sealed class Mish : Module
{
    /// <summary>x · tanh(ln(1 + eˣ)).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Mish();
}

/// <summary>A smooth rectified linear unit: ln(1 + e^(βx))/β, and x where βx is above the threshold.</summary>
/// <param name="beta">β, the sharpness.</param>
/// <param name="threshold">Where the function becomes x.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : Module
{
    /// <summary>ln(1 + e^(βx))/β.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softplus(beta, threshold);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"beta={beta}, threshold={threshold}");
}

/// <summary>The gated linear unit: a · sigmoid(b), where a and b are the halves of an axis. Dauphin et al. (ICML 2017).</summary>
/// <param name="axis">The axis that is halved; negative numbers count from the last.</param>
public sealed class GLU(int axis = -1) : Module
{
    /// <summary>a · sigmoid(b).</summary>
    /// <param name="x">Any shape with an even length on the axis.</param>
    /// <returns>The shape of x with half the length on the axis.</returns>
    /// <exception cref="ShapeException">The length is odd.</exception>
    /// <exception cref="IndexException">x has no such axis.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Glu(axis);

    /// <inheritdoc/>
    protected override string Describe() => $"dim={axis}";
}
