using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x · sigmoid(x), element by element, also called swish (Elfwing et al. 2018; Ramachandran et al. 2017).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Silu() => Function<SiluFormula>(x);
    }

    // f' = σ (1 + x (1 − σ)).
    readonly struct SiluFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(x, Transcendental.Sigmoid<S, V, T>(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V y = Transcendental.Sigmoid<S, V, T>(x);
            return S.Mul(dy, S.Mul(y, S.Fma(x, S.Sub(S.Of(1.0), y), S.Of(1.0))));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b)
        {
            Tensor sigmoid = x.Sigmoid();
            return sigmoid * ((x * (1 - sigmoid)) + 1);
        }
    }
}
