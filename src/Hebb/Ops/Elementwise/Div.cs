using System.Runtime.CompilerServices;
using Hebb.Backends;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a / b, element by element, broadcast. Integers are divided as Float32, as in PyTorch; FloorDivide stays with integers.</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public static Tensor operator /(Tensor a, Tensor b)
        {
            Tensor y = CommonType(a, b).IsFloatingPoint ? Binary<DivFormula>(a, b) : Binary<DivFormula>(Floating("/", a), Floating("/", b));
            return Tracks(a, b) ? y.From(new DivGradient(a, b, y)) : y;
        }

        /// <summary>a / b for a number b.</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator.</param>
        public static Tensor operator /(Tensor a, double b)
        {
            Tensor x = Floating("/", a), y = Run(BinaryFunction<DivFormula>.Instance, x, Tensor.Scalar(b, x.DType));
            return a.IsTracked ? y.From(new DivNumberGradient(a, b)) : y;
        }

        /// <summary>a / b for a number a.</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator.</param>
        public static Tensor operator /(double a, Tensor b)
        {
            Tensor x = Floating("/", b), y = Run(UnaryFunction<ScalarOverFormula>.Instance, x, a);
            return b.IsTracked ? y.From(new NumberOverGradient(x, y)) : y;
        }
    }

    // da = dy / b, db = −dy · y / b.
    sealed class DivGradient(Tensor a, Tensor b, Tensor y) : Node(a, b)
    {
        SavedTensor b = new(b), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor da = dy / b.For(this);
            if (NeedsGradient(1)) AddGradient(1, -(da * y.For(this)));
            if (NeedsGradient(0)) AddGradient(0, da);
        }

        protected override void Release() => b = y = default;
    }

    sealed class DivNumberGradient(Tensor a, double b) : Node(a)
    {
        public override void Backward(Tensor dy) => AddGradient(0, dy / b);
    }

    // d(a/x) = −dy · y / x.
    sealed class NumberOverGradient(Tensor x, Tensor y) : Node(x)
    {
        SavedTensor x = new(x), y = new(y);

        public override void Backward(Tensor dy) => AddGradient(0, -(dy * y.For(this) / x.For(this)));

        protected override void Release() => x = y = default;
    }

    readonly struct DivFormula : IBinary
    {
        static bool IBinary.WorksOnIntegers => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => S.Div(a, b);
    }

    readonly struct ScalarOverFormula : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Div(a, x);
    }
}
