using System.Globalization;

namespace Hebb.Nn;

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
