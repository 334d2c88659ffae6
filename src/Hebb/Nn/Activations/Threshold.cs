using System.Globalization;

namespace Hebb.Nn;

/// <summary>x above a threshold, else a fixed value.</summary>
/// <param name="threshold">The threshold.</param>
/// <param name="value">What stands at or below it.</param>
public sealed class Threshold(double threshold, double value) : Module
{
    /// <summary>x above the threshold, else the value.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Threshold(threshold, value);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"threshold={threshold}, value={value}");
}
