using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>1 / x, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Reciprocal() => Function<ReciprocalFormula>(x);
    }

    readonly struct ReciprocalFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Div(S.Of(1.0), x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.Neg(S.Mul(dy, S.Mul(y, y)));

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => -(y * y);
    }
}
