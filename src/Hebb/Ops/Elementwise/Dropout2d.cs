namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// Dropout of whole channels: each channel of each sample becomes 0 with probability p, the others are divided by 1 − p. Neighbouring pixels say nearly the same, so
        /// dropping them one by one would drop little.
        /// </summary>
        /// <param name="p">The probability of a 0, in [0, 1].</param>
        /// <param name="training">Whether to drop anything.</param>
        /// <param name="generator">Where the choices come from; <see cref="Generator.Default"/> unless given.</param>
        /// <returns>The shape of x, which is [n, channels, h, w] or [channels, h, w].</returns>
        /// <exception cref="ArgumentOutOfRangeException">p is outside [0, 1].</exception>
        /// <exception cref="ShapeException">x is no image.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        /// <remarks>Tompson et al.: Efficient object localization using convolutional networks (2015).</remarks>
        public Tensor Dropout2d(double p = 0.5, bool training = true, Generator? generator = null)
        {
            CheckDropout(x, p);
            CheckPlanes("Dropout2d", x);
            if (!training || p == 0) return x;
            Tensor keep = Tensor.Uninitialized([.. x.Shape.Axes[..^2], 1, 1], x.DType, x.Backend);
            keep.Backend.FillBernoulli(keep.Data, generator ?? Generator.Default, 1 - p);
            return DropBy(x, keep, p);
        }
    }
}
