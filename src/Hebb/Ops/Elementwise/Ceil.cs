using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The next integer at or above every element; its gradient is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Ceil() => x.DType is DType.Int64 or DType.Int32 or DType.UInt8 ? x : NumberFunction<CeilFormula>(x);
    }

    readonly struct CeilFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Ceil(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V _, V a, V b) => S.Zero;

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => Tensor.ZerosLike(x);
    }
}
