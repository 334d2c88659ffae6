using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x · tanh(ln(1 + eˣ)), element by element (Misra 2019).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Mish() => Function(UnaryKernel.Mish, x, static (s, _, _) => MishSlope(s));
    }

    // f' = t + x σ (1 − t²) with t = tanh(softplus(x)).
    static Tensor MishSlope(Tensor x)
    {
        Tensor t = x.Softplus().Tanh();
        return t + (x * x.Sigmoid() * (1 - (t * t)));
    }
}
