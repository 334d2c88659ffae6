using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>The logarithm to base 2, element by element; −∞ at 0, NaN below.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Log2() => Function<Log2Formula>(x);
    }

    readonly struct Log2Formula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(Transcendental.Log<S, V, T>(x), S.Of(1.4426950408889634));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Div(dy, S.Mul(x, S.Of(0.6931471805599453)));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => 1 / (x * 0.6931471805599453);
    }
}
