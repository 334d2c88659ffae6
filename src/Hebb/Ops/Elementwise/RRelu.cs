namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// x above 0, else a · x, where each element has its own slope a, drawn uniformly while training; in evaluation the slope is the mean of the bounds.
        /// </summary>
        /// <param name="lower">The smallest slope.</param>
        /// <param name="upper">The largest slope.</param>
        /// <param name="training">Whether slopes are drawn.</param>
        /// <param name="generator">Where they come from; <see cref="Generator.Default"/> unless given.</param>
        /// <returns>A tensor of the shape of x.</returns>
        /// <exception cref="ArgumentOutOfRangeException">The upper bound is below the lower one.</exception>
        /// <exception cref="DTypeException">x is not Float32 or Float64.</exception>
        /// <remarks>Xu, Wang, Chen and Li: Empirical evaluation of rectified activations in convolutional network (2015).</remarks>
        public Tensor RRelu(double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = true, Generator? generator = null)
        {
            if (!(upper >= lower)) throw new ArgumentOutOfRangeException(nameof(upper), upper, $"RRelu's largest slope must not be below the smallest one, {lower}.");
            if (x.DType is not (DType.Float32 or DType.Float64)) throw new DTypeException($"RRelu computes in Float32 or Float64; the input is {x.DType}.", "Convert it first: x.To(DType.Float32).");
            return training
                ? Tensor.Where(x <= 0, x * Tensor.Rand(x.Shape, lower, upper, generator, x.DType), x)
                : x.LeakyRelu((lower + upper) / 2);
        }
    }
}
