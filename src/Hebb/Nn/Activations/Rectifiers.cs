using System.Globalization;

namespace Hebb.Nn;

/// <summary>The rectified linear unit: max(x, 0), element by element.</summary>
public sealed class ReLU : Module
{
    /// <summary>max(x, 0).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Relu();
}

/// <summary>The rectified linear unit, bounded above: min(max(x, 0), 6), element by element.</summary>
public sealed class ReLU6 : Module
{
    /// <summary>min(max(x, 0), 6).</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.Relu6();
}

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

/// <summary>
/// The rectified linear unit with a learned slope below 0: x above 0, else a · x. State: weight [count]. He et al.: Delving deep into rectifiers (ICCV 2015).
/// </summary>
public sealed class PReLU : Module
{
    /// <summary>Makes the module.</summary>
    /// <param name="count">One slope for everything (1), or one for each channel (axis 1).</param>
    /// <param name="initial">The slopes at the beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public PReLU(int count = 1, double initial = 0.25)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Weight = AddParameter("weight", Tensor.Full([count], initial));
    }

    /// <summary>The slopes, shape [count].</summary>
    public Parameter Weight { get; }

    /// <summary>x above 0, else a · x.</summary>
    /// <param name="x">Any shape; with one slope for each channel, axis 1 has as many.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The channels of x are not as many as the slopes.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : x.PRelu(Weight.Tensor);

    /// <inheritdoc/>
    protected override string Describe() => $"num_parameters={Weight.Count}";
}

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
