using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln(1 / (1 + e⁻ˣ)), element by element, without the overflow of Sigmoid().Log(): about x for very negative x.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor LogSigmoid() => Function(UnaryKernel.LogSigmoid, x, static (s, _, _) => (-s).Sigmoid());
    }
}
