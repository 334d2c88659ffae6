using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>The formulas of the binary kernels, each written once for every width and element type.</summary>
internal static class BinaryFormulas
{
    /// <summary>One function of two registers.</summary>
    internal interface IBinary
    {
        static abstract V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;
    }

    internal readonly struct Add : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Add(a, b);
    }

    // As in Relu, the zero stands second, so that a NaN stays one.
    internal readonly struct AddRelu : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.AtLeast(S.Add(a, b), S.Zero);
    }

    internal readonly struct Sub : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Sub(a, b);
    }

    internal readonly struct Mul : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(a, b);
    }

    internal readonly struct Div : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(a, b);
    }

    internal readonly struct Pow : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Pow<S, V, T>(a, b);
    }

    internal readonly struct Maximum : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Equal(a, a), S.AtLeast(b, a), a);
    }

    internal readonly struct Minimum : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Equal(a, a), S.AtMost(b, a), a);
    }

    internal readonly struct Atan2 : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Pairs<AnglePair<T>, S, V, T>(a, b);
    }

    internal readonly struct FloorDivide : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Pairs<FloorDividePair<T>, S, V, T>(a, b);
    }

    internal readonly struct Remainder : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Pairs<RemainderPair<T>, S, V, T>(a, b);
    }

    /// <summary>The function of a pair, lane by lane.</summary>
    internal readonly struct AnglePair<T> : Transcendental.ILanePair<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T a, T b) => T.CreateTruncating(Math.Atan2(double.CreateTruncating(a), double.CreateTruncating(b)));
    }

    /// <summary>Division rounded down, lane by lane.</summary>
    internal readonly struct FloorDividePair<T> : Transcendental.ILanePair<T>
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

    /// <summary>The remainder with the divisor's sign, lane by lane.</summary>
    internal readonly struct RemainderPair<T> : Transcendental.ILanePair<T>
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
