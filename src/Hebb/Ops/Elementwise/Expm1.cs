using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>eˣ − 1, element by element, exact to the last digits near 0.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Expm1() => Function<Expm1Formula>(x);
    }

    readonly struct Expm1Formula : IDifferentiable
    {
        static SavedOperand IUnary.GradientUses => SavedOperand.Output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => Transcendental.Expm1<S, V, T>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V y, V a, V b) => S.Mul(dy, S.Add(y, S.Of(1.0)));

        static Tensor IDifferentiable.Derivative(Tensor y, double a, double b) => y + 1;
    }
}
