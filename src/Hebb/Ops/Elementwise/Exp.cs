using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>eˣ, element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Exp() => Function<ExpFormula>(x);
    }

    readonly struct ExpFormula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => Transcendental.Exp<S, V, T>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.Mul(dy, y);

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => y;
    }
}
