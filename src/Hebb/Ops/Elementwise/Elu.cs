using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x for x above 0, else α(eˣ − 1), element by element (Clevert et al. 2015).</summary>
        /// <param name="alpha">α; −α is the limit for very negative x.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Elu(double alpha = 1) => Function(UnaryKernel.Elu, x, static (s, a, _) => EluSlope(s, a), alpha);
    }

    // f' = 1 above 0, αeˣ below; the exponential sees no positive x, so that none overflows into 0 · ∞.
    static Tensor EluSlope(Tensor x, double alpha) => Indicator(x > 0, x) + (Indicator(x <= 0, x) * (x.Clamp(max: 0).Exp() * alpha));
}
