using System.Globalization;

namespace Hebb.Nn;

/// <summary>The logistic function: σ(x) = 1/(1 + e⁻ˣ).</summary>
public sealed class Sigmoid : Module
{
    /// <summary>1/(1 + e⁻ˣ).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Sigmoid();
}

/// <summary>min(max(x + 3, 0), 6)/6.</summary>
public sealed class Hardsigmoid : Module
{
    /// <summary>min(max(x + 3, 0), 6)/6.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Hardsigmoid();
}

/// <summary>The logarithm of the logistic function: −ln(1 + e⁻ˣ), stable for any x.</summary>
public sealed class LogSigmoid : Module
{
    /// <summary>−ln(1 + e⁻ˣ).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.LogSigmoid();
}

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : Module
{
    /// <summary>tanh(x).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Tanh();
}

/// <summary>x between two bounds, the nearer bound outside them: a straight-edged tanh.</summary>
/// <param name="min">The lower bound.</param>
/// <param name="max">The upper bound, above the lower one.</param>
public sealed class Hardtanh(double min = -1, double max = 1) : Module
{
    /// <summary>min where x is below it, max where x is above it, else x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The upper bound is not above the lower one.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Hardtanh(min, max);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"min_val={min}, max_val={max}");
}

/// <summary>x/(1 + |x|).</summary>
public sealed class Softsign : Module
{
    /// <summary>x/(1 + |x|).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softsign();
}
