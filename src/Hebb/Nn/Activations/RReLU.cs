using System.Globalization;

namespace Hebb.Nn;

/// <summary>The rectified linear unit with random slopes below 0: drawn for each element while training, their mean in evaluation. Xu et al. (2015).</summary>
/// <param name="lower">The smallest slope.</param>
/// <param name="upper">The largest slope.</param>
/// <param name="generator">Where slopes come from; <see cref="Generator.Default"/> unless given.</param>
public sealed class RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, Generator? generator = null) : Module
{
    /// <summary>x above 0, else slope · x.</summary>
    /// <param name="x">Any shape; Float32 or Float64.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The upper bound is below the lower one.</exception>
    /// <exception cref="DTypeException">x has another type.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.RRelu(lower, upper, IsTraining, generator);

    /// <inheritdoc/>
    protected override Generator? RandomSource => generator;

    /// <inheritdoc/>
    protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"lower={lower}, upper={upper}");
}
