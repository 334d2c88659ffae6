using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a − b, element by element, broadcast; types are promoted.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator -(Tensor a, Tensor b)
        {
            Tensor y = Binary<SubFormula>(a, b);
            return Tracks(a, b) ? y.From(new SubGradient(a, b)) : y;
        }

        /// <summary>a − b for a number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number; with a fraction, it makes an integer tensor Float32.</param>
        public static Tensor operator -(Tensor a, double b) => a + -b;

        /// <summary>a − b for a number a.</summary>
        /// <param name="a">A number; with a fraction, it makes an integer tensor Float32.</param>
        /// <param name="b">Right operand.</param>
        public static Tensor operator -(double a, Tensor b)
        {
            Tensor x = ForNumber("-", b, a), y = Run(UnaryFunction<ScalarMinusFormula>.Instance, x, a);
            return b.IsTracked ? y.From(new NegGradient(b)) : y;
        }
    }

    // da = dy, db = −dy.
    sealed class SubGradient(Tensor a, Tensor b) : Node(a, b)
    {
        public override void Backward(Tensor dy)
        {
            AddGradient(0, dy);
            if (NeedsGradient(1)) AddGradient(1, -dy);
        }
    }

    readonly struct SubFormula : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => S.Sub(a, b);
    }

    readonly struct ScalarMinusFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Sub(a, x);
    }
}
