using System.Globalization;

namespace Hebb.Nn;

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
