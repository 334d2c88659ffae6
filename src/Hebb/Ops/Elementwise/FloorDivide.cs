using System.Numerics;
using System.Runtime.CompilerServices;
using Hebb.Backends;
using Hebb.Backends.Cpu;

namespace Hebb;

public static partial class Ops
{
    extension(Tensor a)
    {
        /// <summary>⌊a / b⌋, element by element, broadcast, rounded toward −∞ as in Python; integers stay integers. It carries no gradient.</summary>
        /// <param name="b">Denominator.</param>
        /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
        /// <exception cref="HebbException">Integers would be divided by 0.</exception>
        public Tensor FloorDivide(Tensor b)
        {
            CheckDivisor("FloorDivide", a, b);
            return Binary<FloorDivideFormula>(a, b);
        }

        /// <summary>⌊a / b⌋ for a number b.</summary>
        /// <param name="b">Denominator; with a fraction, it makes an integer tensor Float32.</param>
        /// <exception cref="HebbException">Integers would be divided by 0.</exception>
        public Tensor FloorDivide(double b)
        {
            Tensor x = ForNumber("FloorDivide", a, b);
            return x.FloorDivide(Tensor.Scalar(b, x.DType));
        }
    }

    /// <summary>Refuses an integer division by zero before it begins: floating-point numbers have an infinity and NaN for it, integers have nothing.</summary>
    static void CheckDivisor(string operation, Tensor a, Tensor b)
    {
        if (a.DType.IsFloatingPoint || b.DType.IsFloatingPoint || a.Count == 0) return;
        int zero = Array.IndexOf(b.ToArray<long>(), 0L);
        if (zero < 0) return;
        throw new HebbException(
            $"{operation} of {a.DType} by {b.DType}: element {zero} of the divisor, of shape {b.Shape}, is 0, and integers have no result for that.",
            "Convert to Float32 for infinities and NaN, or replace the zeros first: Ops.Where(b == 0, 1, b).");
    }

    readonly struct FloorDivideFormula : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IBinary.Apply<S, V, T>(V a, V b) => Transcendental.Pairs<FloorDividePair<T>, S, V, T>(a, b);
    }

    // Rounded down, lane by lane.
    readonly struct FloorDividePair<T> : Transcendental.ILanePair<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T a, T b)
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            {
                // The quotient of what is left without the remainder is a whole number up to rounding.
                if (b == T.Zero) return a / b;
                double quotient = (double.CreateTruncating(a) - double.CreateTruncating(RemainderPair<T>.Apply(a, b))) / double.CreateTruncating(b);
                return T.CreateTruncating(Math.Round(quotient));
            }

            if (b == unchecked(T.Zero - T.One) && b < T.Zero) return unchecked(T.Zero - a);
            T whole = a / b;
            return (a < T.Zero) != (b < T.Zero) && whole * b != a ? whole - T.One : whole;
        }
    }
}
