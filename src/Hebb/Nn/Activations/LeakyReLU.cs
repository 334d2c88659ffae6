using System.Globalization;

namespace Hebb.Nn;

/// <summary>The rectified linear unit with a slope below 0: x above 0, else slope · x.</summary>
/// <param name="negativeSlope">The slope below 0.</param>
public sealed class LeakyReLU(double negativeSlope = 0.01) : Module
{
    /// <summary>x above 0, else slope · x.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.LeakyRelu(negativeSlope);

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"negative_slope={negativeSlope}");
}
