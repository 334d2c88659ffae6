using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x · min(max(x + 3, 0), 6) / 6, element by element (Howard et al. 2019, MobileNetV3).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Hardswish() => Function(UnaryKernel.Hardswish, x, static (s, _, _) => HardswishSlope(s));
    }

    // f' = x / 3 + 1/2 between the bends, 0 below, 1 above.
    static Tensor HardswishSlope(Tensor x) => (((x / 3) + 0.5) * Indicator((x >= -3) & (x <= 3), x)) + Indicator(x > 3, x);
}
