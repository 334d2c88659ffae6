using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>√x, element by element; NaN below 0. The gradient at 0 is infinite.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Sqrt() => Function<SqrtFormula>(x);
    }

    readonly struct SqrtFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Sqrt(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.Div(dy, S.Add(y, y));

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => 0.5 / y;
    }
}
