using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The error function 2/√π · ∫₀ˣ e^(−t²) dt, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Erf() => Function(UnaryKernel.Erf, x, static (s, _, _) => (-(s * s)).Exp() * 1.1283791670955126);
    }
}
