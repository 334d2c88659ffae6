using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Batch normalisation: y = (x − μ)/√(σ² + ε) · weight + bias for each channel, where in training μ and σ² are the mean and the biased variance of the batch, and
        /// outside of it the running ones. Training moves the running ones, in place: r ← (1 − momentum) · r + momentum · new.
        /// </summary>
        /// <param name="runningMean">Shape [channels], or null in training.</param>
        /// <param name="runningVariance">Shape [channels], or null in training.</param>
        /// <param name="weight">Shape [channels], or null for ones.</param>
        /// <param name="bias">Shape [channels], or null for zeros.</param>
        /// <param name="training">Whether the statistics are taken of x.</param>
        /// <param name="momentum">The share of the new statistics in the running ones.</param>
        /// <param name="eps">ε, which keeps a constant channel from a division by 0.</param>
        /// <param name="unbiasedRunning">Whether the running variance collects n/(n − 1) · σ², as in PyTorch, or σ² itself.</param>
        /// <returns>The shape of x, which is [n, channels, ..].</returns>
        /// <exception cref="ShapeException">Channels do not match, or in training a channel has a single value.</exception>
        /// <exception cref="ArgumentException">Outside training without running statistics.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64, or the weight is of another type.</exception>
        /// <remarks>Ioffe and Szegedy: Batch normalization: accelerating deep network training by reducing internal covariate shift (2015).</remarks>
        public Tensor BatchNorm(
            Tensor? runningMean, Tensor? runningVariance, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5, bool unbiasedRunning = true) =>
            BatchNormFused(x, runningMean, runningVariance, weight, bias, new BatchNormSettings(training, momentum, eps, unbiasedRunning, Activation.None));
    }

    /// <summary>The numbers of <see cref="BatchNorm"/>, and the activation that happens in the same kernel.</summary>
    internal readonly record struct BatchNormSettings(bool Training, double Momentum, double Eps, bool UnbiasedRunning, Activation Activation);

    /// <summary>Batch normalisation, with an activation behind it in the same kernel if asked for.</summary>
    internal static Tensor BatchNormFused(Tensor x, Tensor? runningMean, Tensor? runningVariance, Tensor? weight, Tensor? bias, BatchNormSettings by)
    {
        int channels = CheckChannels("BatchNorm", x, ("running mean", runningMean), ("running variance", runningVariance), ("weight", weight), ("bias", bias));
        if (!by.Training)
        {
            if (runningMean is null || runningVariance is null)
                throw new ArgumentException("BatchNorm outside training needs a running mean and a running variance. Train first, or pass training: true to use the statistics of the batch.", nameof(runningMean));
            return ChannelNorm(x, Fixed(runningMean), Fixed(runningVariance), weight, bias, new Normalization(0, Measures: false, by.Eps, by.Activation));
        }

        int values = channels == 0 ? 0 : x.Count / channels;
        if (values <= 1)
        {
            throw new ShapeException(
                $"BatchNorm in training got an input of shape {x.Shape}: {(values == 1 ? "one value" : "no value")} for each channel, of which there is no variance.",
                "Use a batch of at least 2 (drop a last batch of 1: DataLoader's dropLast), or Eval().");
        }

        Tensor mean = Statistics(channels), variance = Statistics(channels);
        Tensor y = ChannelNorm(x, mean, variance, weight, bias, new Normalization(0, Measures: true, by.Eps, by.Activation));
        MoveRunning(runningMean, mean, by.Momentum, 1);
        MoveRunning(runningVariance, variance, by.Momentum, by.UnbiasedRunning ? values / (values - 1.0) : 1);
        return y;
    }

    static void MoveRunning(Tensor? running, Tensor statistic, double momentum, double factor)
    {
        if (running is null) return;
        if (!running.IsContiguous) throw new ShapeException($"Running statistics are changed in place and must be contiguous; these, of shape {running.Shape}, are a view with gaps.", "Pass a Clone().");
        CheckFloating("The update of running statistics", running);
        running.BeginChange("BatchNorm");
        running.Backend.UpdateRunning(running.Data, statistic.Data, momentum, factor);
    }

    // Statistics that nobody differentiates. A copy even of Float64: a later training step moves the running ones in place.
    static Tensor Fixed(Tensor running)
    {
        using var noGrad = Autograd.Pause();
        return running.DType == DType.Float64 ? running.Clone() : running.To(DType.Float64);
    }
}
