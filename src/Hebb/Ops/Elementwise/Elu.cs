using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x for x above 0, else α(eˣ − 1), element by element (Clevert et al. 2015).</summary>
        /// <param name="alpha">α; −α is the limit for very negative x.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Elu(double alpha = 1) => Function<EluFormula>(x, alpha);
    }

    // f' = 1 above 0, αeˣ below; the exponential sees no positive x, so that none overflows into 0 · ∞.
    readonly struct EluFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Select(S.Less(S.Zero, x), x, S.Mul(a, Transcendental.Expm1<S, V, T>(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Select(S.Less(S.Zero, x), dy, S.Mul(S.Mul(dy, a), Transcendental.Exp<S, V, T>(x)));

        static Tensor IDifferentiable.Derivative(Tensor x, double alpha, double b) => Indicator(x > 0, x) + (Indicator(x <= 0, x) * (x.Clamp(max: 0).Exp() * alpha));
    }
}
