using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a · b, element by element, broadcast; types are promoted. (The matrix product is <c>MatMul</c>.)</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">Right operand.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator *(Tensor a, Tensor b)
        {
            Tensor y = Binary<MulFormula>(a, b);
            return Tracks(a, b) ? y.From(new MulGradient(a, b)) : y;
        }

        /// <summary>a · b for a number b.</summary>
        /// <param name="a">Left operand.</param>
        /// <param name="b">A number; with a fraction, it makes an integer tensor Float32.</param>
        public static Tensor operator *(Tensor a, double b)
        {
            Tensor x = ForNumber("*", a, b), y = Run(UnaryFunction<MulScalarFormula>.Instance, x, b);
            return a.IsTracked ? y.From(new MulNumberGradient(a, b)) : y;
        }

        /// <summary>a · b for a number a.</summary>
        /// <param name="a">A number.</param>
        /// <param name="b">Right operand.</param>
        public static Tensor operator *(double a, Tensor b) => b * a;
    }

    // da = dy · b, db = dy · a.
    sealed class MulGradient(Tensor a, Tensor b) : Node(a, b)
    {
        SavedTensor a = new(a), b = new(b);

        public override void Backward(Tensor dy)
        {
            if (NeedsGradient(0)) AddGradient(0, dy * b.For(this));
            if (NeedsGradient(1)) AddGradient(1, dy * a.For(this));
        }

        protected override void Release() => a = b = default;
    }

    sealed class MulNumberGradient(Tensor a, double b) : Node(a)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy * b);
    }

    readonly struct MulFormula : IBinary
    {
        static CompareFunction? IBinary.OnTruthValues => CompareFunction<AndTest>.Instance;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => S.Mul(a, b);
    }

    readonly struct MulScalarFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(x, a);
    }
}
