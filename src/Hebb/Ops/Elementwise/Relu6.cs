using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>min(max(x, 0), 6) for every element; the gradient at 0 and 6 is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Relu6() => x.DType is not (DType.Int64 or DType.Int32 or DType.UInt8)
            ? NumberFunction<Relu6Formula>(x)
            : x.Clamp(0, 6);
    }

    readonly struct Relu6Formula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.AtMost(S.AtLeast(x, S.Zero), S.Of(6.0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.And(dy, S.And(S.Less(S.Zero, x), S.Less(x, S.Of(6.0))));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => Indicator((x > 0) & (x < 6), x);
    }
}
