using System.Globalization;

namespace Hebb.Nn;

/// <summary>x above λ and below −λ, else 0.</summary>
/// <param name="lambda">λ, 0 or more.</param>
public sealed class Hardshrink(double lambda = 0.5) : Module
{
    /// <summary>x, or 0 within λ of 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Hardshrink(lambda);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{lambda}");
}

/// <summary>x pulled towards 0 by λ: x − λ above λ, x + λ below −λ, 0 between.</summary>
/// <param name="lambda">λ, 0 or more.</param>
public sealed class Softshrink(double lambda = 0.5) : Module
{
    /// <summary>x pulled towards 0 by λ.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">λ is negative.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Softshrink(lambda);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{lambda}");
}

/// <summary>x − tanh x.</summary>
public sealed class Tanhshrink : Module
{
    /// <summary>x − tanh x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Tanhshrink();
}
