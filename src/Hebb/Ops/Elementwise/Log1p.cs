using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln(1 + x), element by element, exact to the last digits near 0.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Log1p() => Function<Log1pFormula>(x);
    }

    readonly struct Log1pFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => Transcendental.Log1p<S, V, T>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Div(dy, S.Add(x, S.Of(1.0)));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => 1 / (x + 1);
    }
}
