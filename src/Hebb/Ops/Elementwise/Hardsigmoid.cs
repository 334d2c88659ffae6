using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>min(max(x + 3, 0), 6) / 6, element by element; the gradient at −3 and 3 is 0, between them 1/6 rounded to a float, as in PyTorch.</summary>
        /// <returns>A tensor of the shape of x; Float32 for integers, else of its type.</returns>
        /// <exception cref="DTypeException">x holds Float16 or BFloat16, which are only stored.</exception>
        public Tensor Hardsigmoid() => Function<HardsigmoidFormula>(x);
    }

    // PyTorch multiplies by 1/6 rounded to a float, in double precision too; gradients of imported networks are compared to the last digits.
    readonly struct HardsigmoidFormula : IDifferentiable
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Div(S.AtMost(S.AtLeast(S.Add(x, S.Of(3.0)), S.Zero), S.Of(6.0)), S.Of(6.0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.And(S.Mul(dy, S.Of(1f / 6f)), S.And(S.Less(S.Of(-3.0), x), S.Less(x, S.Of(3.0))));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => Indicator((x > -3) & (x < 3), x) * (1f / 6f);
    }
}
