using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x · min(max(x + 3, 0), 6) / 6, element by element (Howard et al. 2019, MobileNetV3).</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Hardswish() => Function<HardswishFormula>(x);
    }

    // f' = x / 3 + 1/2 between the bends, 0 below, 1 above.
    readonly struct HardswishFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Div(S.Mul(x, S.AtMost(S.AtLeast(S.Add(x, S.Of(3.0)), S.Zero), S.Of(6.0))), S.Of(6.0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V middle = S.Mul(dy, S.Add(S.Div(x, S.Of(3.0)), S.Of(0.5)));
            return S.Select(S.Less(x, S.Of(-3.0)), S.Zero, S.Select(S.LessEqual(x, S.Of(3.0)), middle, dy));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => (((x / 3) + 0.5) * Indicator((x >= -3) & (x <= 3), x)) + Indicator(x > 3, x);
    }
}
