using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x for x above 0, else slope · x, element by element (Maas et al. 2013).</summary>
        /// <param name="negativeSlope">The slope for x at or below 0.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor LeakyRelu(double negativeSlope = 0.01) => Function(UnaryKernel.LeakyRelu, x, static (s, a, _) => Indicator(s > 0, s) + (Indicator(s <= 0, s) * a), negativeSlope);
    }
}
