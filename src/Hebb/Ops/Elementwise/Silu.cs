using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x · sigmoid(x), element by element, also called swish (Elfwing et al. 2018; Ramachandran et al. 2017).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Silu() => Function(UnaryKernel.Silu, x, static (s, _, _) => SiluSlope(s));
    }

    // f' = σ (1 + x (1 − σ)).
    static Tensor SiluSlope(Tensor x)
    {
        Tensor sigmoid = x.Sigmoid();
        return sigmoid * ((x * (1 - sigmoid)) + 1);
    }
}
