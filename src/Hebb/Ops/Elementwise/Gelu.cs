using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>
        /// x · Φ(x) with the standard normal distribution's Φ(x) = (1 + erf(x / √2)) / 2, element by element (Hendrycks and Gimpel 2016).
        /// </summary>
        /// <param name="approximate">Whether to use x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), as GPT-2 did.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Gelu(bool approximate = false) => approximate
            ? Function(UnaryKernel.GeluTanh, x, static (s, _, _) => GeluTanhSlope(s))
            : Function(UnaryKernel.Gelu, x, static (s, _, _) => GeluSlope(s));
    }

    // f' = Φ(x) + x φ(x).
    static Tensor GeluSlope(Tensor x) => (((x * 0.7071067811865476).Erf() + 1) * 0.5) + (x * (x * x * -0.5).Exp() * 0.3989422804014327);

    // f' = (1 + t)/2 + x/2 · (1 − t²) · u' with t = tanh(u), u = √(2/π) (x + 0.044715 x³).
    static Tensor GeluTanhSlope(Tensor x)
    {
        Tensor square = x * x, t = (x * ((square * 0.044715) + 1) * 0.7978845608028654).Tanh();
        return ((t + 1) * 0.5) + (x * (1 - (t * t)) * ((square * 0.134145) + 1) * (0.5 * 0.7978845608028654));
    }
}
