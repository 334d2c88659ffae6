using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>x / (1 + |x|), element by element.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Softsign() => Function<SoftsignFormula>(x);
    }

    readonly struct SoftsignFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Div(x, S.Add(S.Of(1.0), S.Abs(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b)
        {
            V d = S.Add(S.Of(1.0), S.Abs(x));
            return S.Div(dy, S.Mul(d, d));
        }

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => (x.Abs() + 1).Pow(-2);
    }
}
