using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>−x, element by element.</summary>
        /// <param name="x">Numbers.</param>
        /// <exception cref="DTypeException">x is Bool.</exception>
        public static Tensor operator -(Tensor x)
        {
            if (x.DType == DType.Bool) throw new DTypeException("Neg is not defined for truth values.", "Use !x for the opposite mask.");
            Tensor y = Run(UnaryFunction<NegFormula>.Instance, x);
            return x.IsTracked ? y.From(new NegGradient(x)) : y;
        }
    }

    // dx = −dy.
    sealed class NegGradient(Tensor x) : Node(x)
    {
        public override void Backward(Tensor dy) => AddGradient(0, -dy);
    }

    readonly struct NegFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Neg(x);
    }
}
