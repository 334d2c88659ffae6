using System.Numerics;
using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor)
    {
        /// <summary>a − b ⌊a / b⌋, element by element, broadcast: it has the sign of b, as in Python (C#'s own % has that of a).</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="HebbException">Integers would be divided by 0.</exception>
        public static Tensor operator %(Tensor a, Tensor b)
        {
            CheckDivisor("%", a, b);
            Tensor y = Binary<RemainderFormula>(a, b);
            return Tracks(a, b) ? y.From(new RemainderGradient(a, b)) : y;
        }

        /// <summary>a − b ⌊a / b⌋ for a number b.</summary>
        /// <param name="a">Numerator.</param>
        /// <param name="b">Denominator; with a fraction, it makes an integer tensor Float32.</param>
        /// <exception cref="HebbException">Integers would be divided by 0.</exception>
        public static Tensor operator %(Tensor a, double b)
        {
            Tensor x = ForNumber("%", a, b);
            return x % Tensor.Scalar(b, x.DType);
        }
    }

    extension(Tensor a)
    {
        /// <summary>The same as a % b.</summary>
        /// <param name="b">Denominator.</param>
        public Tensor Remainder(Tensor b) => a % b;

        /// <summary>The same as a % b for a number b.</summary>
        /// <param name="b">Denominator.</param>
        public Tensor Remainder(double b) => a % b;
    }

    // da = dy, db = −dy ⌊a / b⌋.
    sealed class RemainderGradient(Tensor a, Tensor b) : Node(a, b)
    {
        SavedTensor a = new(a), b = new(b);

        public override void Backward(Tensor dy)
        {
            if (NeedsGradient(1)) AddGradient(1, -(dy * a.For(this).FloorDivide(b.For(this))));
            AddGradient(0, dy);
        }

        protected override void Release() => a = b = default;
    }

    readonly struct RemainderFormula : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => Transcendental.Pairs<RemainderPair<T>, S, V, T>(a, b);
    }

    // With the sign of the divisor, lane by lane.
    readonly struct RemainderPair<T> : Transcendental.ILanePair<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T a, T b)
        {
            if (b == unchecked(T.Zero - T.One) && b < T.Zero && typeof(T) != typeof(float) && typeof(T) != typeof(double)) return T.Zero;
            T rest = a % b;
            return rest != T.Zero && (rest < T.Zero) != (b < T.Zero) ? rest + b : rest;
        }
    }
}
