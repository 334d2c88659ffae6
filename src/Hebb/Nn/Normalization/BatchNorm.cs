using System.Globalization;
using Hebb.Backends;

namespace Hebb.Nn;

/// <summary>
/// What batch normalisation of vectors and of images shares. State: weight and bias [features], and the buffers running_mean, running_var, num_batches_tracked,
/// under PyTorch's names.
/// </summary>
public abstract class BatchNorm : ChannelNorm
{
    readonly double? momentum;

    private protected BatchNorm(int numFeatures, double eps, double? momentum, bool affine, bool trackRunningStats, bool unbiasedRunning)
        : base(numFeatures, eps, affine, trackRunningStats) => (this.momentum, UnbiasedRunning) = (momentum, unbiasedRunning);

    /// <summary>The share of a batch's statistics in the running ones; null for the plain average over all batches.</summary>
    public double? Momentum => momentum;

    /// <summary>Whether the running variance collects n/(n − 1) · σ², as in PyTorch, or σ² itself.</summary>
    public bool UnbiasedRunning { get; }

    /// <summary>x normalised: by its own statistics in training, by the running ones in evaluation.</summary>
    /// <param name="x">The input; channels on axis 1.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another rank or number of channels, or in training a single value for each.</exception>
    public override Tensor Forward(Tensor x) => IsHooked() ? Hooked(x) : Forward(x, Activation.None);

    /// <summary>The same with a ReLU in the same kernel, for the fusion of neighbours.</summary>
    internal Tensor Forward(Tensor x, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckRank(x);
        if (x.Shape[1] != NumFeatures)
            throw new ShapeException($"{GetType().Name}({NumFeatures}) got an input of shape {x.Shape}, which has {x.Shape[1]} channels on axis 1.", "The number of features must be the number of channels of the layer before it.");
        bool measures = IsTraining || !TracksRunningStats, moves = IsTraining && TracksRunningStats;
        Tensor y = Ops.BatchNormFused(
            x, moves || !measures ? RunningMean : null, moves || !measures ? RunningVariance : null, Weight?.Tensor, Bias?.Tensor,
            new Ops.BatchNormSettings(measures, moves ? Share() : 0, Eps, UnbiasedRunning, activation));
        if (moves) Count();
        return y;
    }

    private protected abstract void CheckRank(Tensor x);

    double Share() => momentum ?? (1 / (Buffer("num_batches_tracked").Item() + 1));

    void Count()
    {
        Tensor count = Buffer("num_batches_tracked");
        count.BeginChange("BatchNorm");
        count.Backend.Fill(count.Data, count.Item() + 1);
    }

    /// <inheritdoc/>
    protected override string Describe()
    {
        string share = momentum is { } m ? m.ToString("R", CultureInfo.InvariantCulture) : "None";
        string text = $"{NumFeatures}, eps={Number(Eps)}, momentum={share}, affine={Weight is not null}, track_running_stats={TracksRunningStats}";
        return UnbiasedRunning ? text : text + ", unbiased_running=False";
    }

    /// <summary>As Python prints small numbers: 1e-05.</summary>
    internal static string Number(double value) => value is not 0 and < 1e-4 and > 0 ? value.ToString("0.################e-00", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
}
