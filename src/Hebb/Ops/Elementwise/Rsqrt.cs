using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>1 / √x, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Rsqrt() => Function<RsqrtFormula>(x);
    }

    readonly struct RsqrtFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Div(S.Of(1.0), S.Sqrt(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.Mul(S.Mul(dy, S.Of(-0.5)), S.Mul(S.Mul(y, y), y));

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => y * y * y * -0.5;
    }
}
