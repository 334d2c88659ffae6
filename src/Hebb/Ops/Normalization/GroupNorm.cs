using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>Group normalisation: y = (x − μ)/√(σ² + ε) · weight + bias with mean and biased variance over a group of channels of one sample.</summary>
        /// <param name="groups">A number that divides the channels; 1 takes all of a sample together.</param>
        /// <param name="weight">Shape [channels], or null for ones.</param>
        /// <param name="bias">Shape [channels], or null for zeros.</param>
        /// <param name="eps">ε.</param>
        /// <returns>The shape of x, which is [n, channels, ..].</returns>
        /// <exception cref="ShapeException">The groups do not divide the channels, or channels do not match.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64, or the weight is of another type.</exception>
        /// <remarks>Wu and He: Group normalization (2018).</remarks>
        public Tensor GroupNorm(int groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
        {
            int channels = CheckChannels("GroupNorm", x, ("weight", weight), ("bias", bias));
            CheckGroups(groups, channels, x.Shape);
            int pieces = x.Shape.Axes[0] * groups;
            return ChannelNorm(x, Statistics(pieces), Statistics(pieces), weight, bias, new Normalization(groups, Measures: true, eps, Activation.None));
        }

        /// <summary>
        /// Instance normalisation: each channel of each sample by its own mean and biased variance, or, outside training with running statistics, by those.
        /// </summary>
        /// <param name="runningMean">Shape [channels], moved in place in training; or null.</param>
        /// <param name="runningVariance">Shape [channels], moved in place in training; or null.</param>
        /// <param name="weight">Shape [channels], or null for ones.</param>
        /// <param name="bias">Shape [channels], or null for zeros.</param>
        /// <param name="training">Whether the statistics are taken of x.</param>
        /// <param name="momentum">The share of the new statistics, averaged over the batch, in the running ones.</param>
        /// <param name="eps">ε.</param>
        /// <returns>The shape of x, which is [n, channels, ..].</returns>
        /// <exception cref="ShapeException">Channels do not match, or the statistics would be of a single value.</exception>
        /// <exception cref="ArgumentException">Outside training without running statistics.</exception>
        /// <remarks>Ulyanov, Vedaldi and Lempitsky: Instance normalization: the missing ingredient for fast stylization (2016).</remarks>
        public Tensor InstanceNorm(
            Tensor? runningMean = null, Tensor? runningVariance = null, Tensor? weight = null, Tensor? bias = null, bool training = true, double momentum = 0.1, double eps = 1e-5)
        {
            if (!training) return x.BatchNorm(runningMean, runningVariance, weight, bias, training: false, eps: eps);
            int channels = CheckChannels("InstanceNorm", x, ("running mean", runningMean), ("running variance", runningVariance), ("weight", weight), ("bias", bias));
            int pieces = x.Shape.Axes[0] * channels, values = pieces == 0 ? 0 : x.Count / pieces;
            if (values == 1)
                throw new ShapeException($"InstanceNorm got an input of shape {x.Shape}: one value for each channel of a sample, of which there is no variance.", "It normalises images; use LayerNorm for vectors.");
            Tensor mean = Statistics(pieces), variance = Statistics(pieces);
            Tensor y = ChannelNorm(x, mean, variance, weight, bias, new Normalization(channels, Measures: true, eps, Activation.None));
            if (pieces == 0) return y;
            MoveRunning(runningMean, mean, momentum, 1);
            MoveRunning(runningVariance, variance, momentum, values / (values - 1.0));
            return y;
        }
    }

    internal static void CheckGroups(int groups, int channels, Shape? shape = null)
    {
        if (groups < 1) throw new ArgumentOutOfRangeException(nameof(groups), groups, "GroupNorm needs at least 1 group.");
        if (channels % groups != 0)
            throw new ShapeException($"GroupNorm: {groups} groups do not divide {channels} channels evenly{(shape is { } s ? $" (input {s})" : string.Empty)}.", "Take a number of groups that divides the channels.");
    }
}
