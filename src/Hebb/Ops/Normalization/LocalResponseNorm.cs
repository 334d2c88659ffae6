namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Local response normalisation: y[c] = x[c] / (k + α/size · Σ x[j]²)^β, where j runs over the size channels around c: from c − ⌊size/2⌋ to c + ⌊(size − 1)/2⌋.
        /// </summary>
        /// <param name="size">Channels in the sum. α is divided by it, as in PyTorch; the paper does not divide.</param>
        /// <param name="alpha">α.</param>
        /// <param name="beta">β.</param>
        /// <param name="k">k.</param>
        /// <returns>The shape of x, which is [n, channels, ..].</returns>
        /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
        /// <exception cref="ShapeException">x has fewer than 3 axes.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        /// <remarks>Krizhevsky, Sutskever and Hinton: ImageNet classification with deep convolutional neural networks (2012).</remarks>
        public Tensor LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
            CheckFloating("LocalResponseNorm", x);
            if (x.Rank < 3) throw new ShapeException($"LocalResponseNorm takes an input of shape [n, channels, ..] with at least 3 axes; it got {x.Shape}.");
            return x / ((ChannelWindow(x.Square(), size / 2, (size - 1) / 2) * (alpha / size)) + k).Pow(beta);
        }
    }

    static Tensor ChannelWindow(Tensor x, int before, int after)
    {
        Tensor y = new(x.Backend.ChannelWindowSum(x.Data, before, after));
        return x.IsTracked ? y.From(new ChannelWindowGradient(x, before, after)) : y;
    }

    // A channel is in the sums of those that it has within reach, seen from the other side.
    sealed class ChannelWindowGradient(Tensor x, int before, int after) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, ChannelWindow(dy, after, before));
    }
}
