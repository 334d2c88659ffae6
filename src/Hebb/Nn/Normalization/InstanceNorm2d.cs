using System.Globalization;

namespace Hebb.Nn;

/// <summary>
/// Instance normalisation: each channel of each image by its own statistics. As in PyTorch it has neither parameters nor running statistics unless asked for;
/// with them, the state is that of <see cref="BatchNorm2d"/>.
/// </summary>
/// <remarks>Ulyanov, Vedaldi and Lempitsky: Instance normalization: the missing ingredient for fast stylization (2016).</remarks>
public sealed class InstanceNorm2d : ChannelNorm
{
    /// <summary>Makes the layer.</summary>
    /// <param name="numFeatures">The number of channels.</param>
    /// <param name="eps">ε, added to the variance.</param>
    /// <param name="momentum">The share of a batch's statistics in the running ones.</param>
    /// <param name="affine">Whether weight and bias are there.</param>
    /// <param name="trackRunningStats">Whether running statistics are kept, and used in evaluation.</param>
    public InstanceNorm2d(int numFeatures, double eps = 1e-5, double momentum = 0.1, bool affine = false, bool trackRunningStats = false)
        : base(numFeatures, eps, affine, trackRunningStats) => Momentum = momentum;

    /// <summary>The share of a batch's statistics in the running ones.</summary>
    public double Momentum { get; }

    /// <summary>x normalised.</summary>
    /// <param name="x">Shape [n, channels, h, w].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another rank or number of channels, or images of one pixel.</exception>
    public override Tensor Forward(Tensor x)
    {
        if (IsHooked()) return Hooked(x);
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 4 || x.Shape[1] != NumFeatures) throw new ShapeException($"InstanceNorm2d({NumFeatures}) takes images of shape [n, {NumFeatures}, h, w]; it got {x.Shape}.");
        return x.InstanceNorm(RunningMean, RunningVariance, Weight?.Tensor, Bias?.Tensor, IsTraining || !TracksRunningStats, Momentum, Eps);
    }

    /// <inheritdoc/>
    protected override string Describe() =>
        $"{NumFeatures}, eps={BatchNorm.Number(Eps)}, momentum={Momentum.ToString("R", CultureInfo.InvariantCulture)}, affine={Weight is not null}, track_running_stats={TracksRunningStats}";
}
