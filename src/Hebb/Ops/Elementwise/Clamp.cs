using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>min(max(x, min), max), element by element. The gradient passes where x lies within the bounds, the bounds included; NaN stays NaN.</summary>
        /// <param name="min">The lower bound, or null for none.</param>
        /// <param name="max">The upper bound, or null for none. Where it lies below the lower bound, it wins.</param>
        /// <returns>A tensor of the shape of x; integers become Float32 when a bound has a fraction.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        /// <exception cref="ArgumentException">Both bounds are null.</exception>
        public Tensor Clamp(double? min = null, double? max = null)
        {
            if (min is null && max is null) throw new ArgumentException("Clamp needs at least one bound: x.Clamp(min: 0) or x.Clamp(max: 1).");
            Tensor numbers = ForNumber("Clamp", ForNumber("Clamp", x, min ?? 0), max ?? 0);
            return NumberFunction<ClampFormula>(x.DType == DType.Bool ? x : numbers, min ?? double.NegativeInfinity, max ?? double.PositiveInfinity);
        }
    }

    readonly struct ClampFormula : IDifferentiable
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.AtMost(S.AtLeast(x, a), b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.And(dy, S.And(S.LessEqual(a, x), S.LessEqual(x, b)));

        static Tensor IDifferentiable.Derivative(Tensor x, double low, double high) => Indicator((x >= low) & (x <= high), x);
    }
}
