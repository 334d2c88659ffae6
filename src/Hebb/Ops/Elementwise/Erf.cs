using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The error function 2/√π · ∫₀ˣ e^(−t²) dt, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Erf() => Function<ErfFormula>(x);
    }

    readonly struct ErfFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => Transcendental.Erf<S, V, T>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Mul(S.Mul(dy, S.Of(1.1283791670955126)), Transcendental.ExpOfNegative<S, V, T>(S.Neg(S.Mul(x, x))));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => (-(x * x)).Exp() * 1.1283791670955126;
    }
}
