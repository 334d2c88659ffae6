using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>ln(1 / (1 + e⁻ˣ)), element by element, without the overflow of Sigmoid().Log(): about x for very negative x.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor LogSigmoid() => Function<LogSigmoidFormula>(x);
    }

    readonly struct LogSigmoidFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Sub(S.AtMost(x, S.Zero), Transcendental.Log1pOfUnit<S, V, T>(Transcendental.ExpOfNegative<S, V, T>(S.Neg(S.Abs(x)))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Mul(dy, Transcendental.Sigmoid<S, V, T>(S.Neg(x)));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => (-x).Sigmoid();
    }
}
