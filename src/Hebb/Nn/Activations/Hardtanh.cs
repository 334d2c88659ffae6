using System.Globalization;

namespace Hebb.Nn;

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
