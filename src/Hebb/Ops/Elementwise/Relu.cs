using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>max(x, 0) for every element; the gradient at 0 is 0, as in PyTorch.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Relu() => NumberFunction<ReluFormula>(x);
    }

    readonly struct ReluFormula : IDifferentiable
    {
        static bool IUnary.WorksOnIntegers => true;

        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.AtLeast(x, S.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.AndNot(dy, S.LessEqual(y, S.Zero));

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => Indicator(y > 0, y);
    }
}
