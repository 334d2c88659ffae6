using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>−1, 0 or 1 by the sign of every element; its gradient is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Sign() => NumberFunction<SignFormula>(x);
    }

    readonly struct SignFormula : IDifferentiable
    {
        static bool IUnary.WorksOnIntegers => true;

        static SavedOperand IUnary.GradientUses => SavedOperand.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Sub(S.And(S.Less(S.Zero, x), S.Of(1.0)), S.And(S.Less(x, S.Zero), S.Of(1.0)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V _, V a, V b) => S.Zero;

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => Tensor.ZerosLike(x);
    }
}
