using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The nearest integer to every element, halves to the even one (as NumPy and PyTorch do); its gradient is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Round() => x.DType is DType.Int64 or DType.Int32 or DType.UInt8 ? x : NumberFunction<RoundFormula>(x);
    }

    readonly struct RoundFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Round(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V _, V a, V b) => S.Zero;

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => Tensor.ZerosLike(x);
    }
}
