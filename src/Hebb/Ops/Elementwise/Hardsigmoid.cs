using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>min(max(x + 3, 0), 6) / 6, element by element; the gradient at −3 and 3 is 0, between them 1/6 rounded to a float, as in PyTorch.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Hardsigmoid() => Function(UnaryKernel.Hardsigmoid, x, static (s, _, _) => Indicator((s > -3) & (s < 3), s) * (1f / 6f));
    }
}
