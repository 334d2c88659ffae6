using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x for x above 0, else slope · x, element by element (Maas et al. 2013).</summary>
        /// <param name="negativeSlope">The slope for x at or below 0.</param>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor LeakyRelu(double negativeSlope = 0.01) => Function<LeakyReluFormula>(x, negativeSlope);
    }

    readonly struct LeakyReluFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Select(S.Less(S.Zero, x), x, S.Mul(x, a));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Select(S.Less(S.Zero, x), dy, S.Mul(dy, a));

        static Tensor IDifferentiable.Derivative(Tensor x, double slope, double b) => Indicator(x > 0, x) + (Indicator(x <= 0, x) * slope);
    }
}
