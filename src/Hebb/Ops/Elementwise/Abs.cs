using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>|x|, element by element; the gradient at 0 is 0.</summary>
        /// <returns>A tensor of the shape of x; its type too.</returns>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public Tensor Abs() => NumberFunction<AbsFormula>(x);
    }

    readonly struct AbsFormula : IDifferentiable
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Abs(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Select(S.Less(S.Zero, x), dy, S.Select(S.Less(x, S.Zero), S.Neg(dy), S.Zero));

        static Tensor IDifferentiable.Derivative(Tensor x, double a, double b) => x.Sign();
    }
}
