using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln(1 + e^(βx)) / β, element by element: a smooth max(x, 0); x itself where βx is above the threshold, where they agree to the last digit.</summary>
        /// <param name="beta">β, the sharpness of the bend.</param>
        /// <param name="threshold">Where βx is above it, the result is x.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Softplus(double beta = 1, double threshold = 20) => Function(UnaryKernel.Softplus, x, static (s, a, b) => SoftplusSlope(s, a, b), beta, threshold);
    }

    // f' = σ(βx), and 1 beyond the threshold.
    static Tensor SoftplusSlope(Tensor x, double beta, double threshold)
    {
        Tensor scaled = x * beta, linear = Indicator(scaled > threshold, x);
        return linear + ((1 - linear) * scaled.Sigmoid());
    }
}
