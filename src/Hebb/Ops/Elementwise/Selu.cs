using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>1.0507 · (x for x above 0, else 1.67326 (eˣ − 1)), element by element: activations keep mean 0 and variance 1 (Klambauer et al. 2017).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Selu() =>
            // From the result: 1.0507 for y above 0, else y + 1.0507 · 1.67326.
            Function(UnaryKernel.Selu, x, static (s, _, _) => SeluSlope(s));
    }

    const double SeluScale = 1.0507009873554804934193349852946;
    const double SeluFloor = SeluScale * 1.6732632423543772848170429916717;

    static Tensor SeluSlope(Tensor y) => (Indicator(y > 0, y) * SeluScale) + (Indicator(y <= 0, y) * (y + SeluFloor));
}
