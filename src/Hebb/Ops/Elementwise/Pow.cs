using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor x)
    {
        /// <summary>xⁿ, element by element, for a number n.</summary>
        /// <param name="exponent">n; with a fraction, it makes an integer tensor Float32.</param>
        /// <returns>A tensor of the shape of x; NaN for a negative x and an n with a fraction.</returns>
        /// <exception cref="DTypeException">x holds integers and n is negative, or x is Bool.</exception>
        public Tensor Pow(double exponent)
        {
            Tensor number = ForNumber("Pow", x, exponent);
            if (exponent < 0 && !number.DType.IsFloatingPoint)
                throw new DTypeException($"Pow({exponent}) of {x.DType}: integers have no negative powers.", "Convert the tensor first: x.To(DType.Float32).");
            if (x.DType == DType.Bool) throw NotForTruthValues("PowScalar");
            Tensor y = Run(PowerOf(exponent), number, exponent);
            return x.IsTracked ? y.From(new PowScalarGradient(x, exponent)) : y;
        }

        /// <summary>xⁿ, element by element, broadcast, for a tensor n; 0⁰ is 1.</summary>
        /// <param name="exponent">n; types are promoted.</param>
        /// <returns>A tensor of the broadcast shape. The gradient of n is xⁿ ln x, and 0 where x is 0 and n is not negative.</returns>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        public Tensor Pow(Tensor exponent)
        {
            Tensor y = Binary<PowFormula>(x, exponent);
            return Tracks(x, exponent) ? y.From(new PowGradient(x, exponent, y)) : y;
        }
    }

    // dx = dy · n xⁿ⁻¹, 0 for n = 0.
    sealed class PowScalarGradient(Tensor x, double n) : Node(x)
    {
        SavedTensor x = new(x);

        public override void Backward(Tensor dy)
        {
            Tensor value = x.For(this);
            UnaryFunction f = n is -0.5 or -1 ? UnaryFunction<PowScalarFormula>.Instance : PowerOf(n);
            AddGradient(0, Autograd.IsRecording ? dy * (n == 0 ? Tensor.ZerosLike(value) : value.Pow(n - 1) * n) : RunGradient(f, dy, value, n));
        }

        protected override void Release() => x = default;
    }

    // dx = dy · n xⁿ⁻¹ (0 where n is 0), dn = dy · xⁿ ln x (0 where x is 0 and n ≥ 0).
    sealed class PowGradient(Tensor x, Tensor n, Tensor y) : Node(x, n)
    {
        SavedTensor x = new(x), n = new(n), y = new(y);

        public override void Backward(Tensor dy)
        {
            Tensor power = n.For(this), number = x.For(this);
            if (NeedsGradient(0)) AddGradient(0, Where(power.Equal(0), 0, dy * power * number.Pow(power - 1)));
            if (NeedsGradient(1)) AddGradient(1, Where(number.Equal(0) & (power >= 0), 0, dy * y.For(this) * number.Log()));
        }

        protected override void Release() => x = n = y = default;
    }

    // The frequent exponents have instructions of their own. Those with a fraction or a sign never meet integers.
    internal static UnaryFunction PowerOf(double exponent) => exponent switch
    {
        0 => UnaryFunction<ZerothPowerFormula>.Instance,
        1 => UnaryFunction<FirstPowerFormula>.Instance,
        2 => UnaryFunction<SquareFormula>.Instance,
        3 => UnaryFunction<CubeFormula>.Instance,
        0.5 => UnaryFunction<RootFormula>.Instance,
        -0.5 => UnaryFunction<RsqrtFormula>.Instance,
        -1 => UnaryFunction<ReciprocalFormula>.Instance,
        _ => UnaryFunction<PowScalarFormula>.Instance,
    };

    readonly struct PowFormula : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => Transcendental.Pow<S, V, T>(a, b);
    }

    readonly struct PowScalarFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => Transcendental.Pow<S, V, T>(x, a);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Mul(S.Mul(dy, a), Transcendental.Pow<S, V, T>(x, S.Sub(a, S.Of(1.0))));
    }

    readonly struct ZerothPowerFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        static SavedOperand IUnary.GradientUses => SavedOperand.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Of(1.0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V _, V a, V b) => S.Zero;
    }

    readonly struct FirstPowerFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        static SavedOperand IUnary.GradientUses => SavedOperand.None;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(x, S.Of(1.0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V _, V a, V b) => dy;
    }

    readonly struct CubeFormula : IUnary
    {
        static bool IUnary.WorksOnIntegers => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Mul(S.Mul(x, x), x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Mul(S.Mul(dy, S.Of(3.0)), S.Mul(x, x));
    }

    // Unlike that of Sqrt, the gradient is computed from x, which is what a power saves.
    readonly struct RootFormula : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Apply<S, V, T>(V x, V a, V b) => S.Sqrt(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IUnary.Gradient<S, V, T>(V dy, V x, V a, V b) => S.Div(dy, S.Mul(S.Of(2.0), S.Sqrt(x)));
    }
}
