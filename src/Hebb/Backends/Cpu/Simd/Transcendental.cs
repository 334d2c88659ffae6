using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>The transcendental functions for both floating types: float in vectors (<see cref="FloatMath"/>), double lane by lane.</summary>
internal static class Transcendental
{
    /// <summary>A function of one double, for the lanes.</summary>
    internal interface ILane
    {
        static abstract double Apply(double x);
    }

    /// <summary>A function of two elements, for the lanes.</summary>
    internal interface ILanePair<T>
    {
        static abstract T Apply(T a, T b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Exp<S, V, T>(x) : Lanes<ExpLane, S, V, T>(x);

    /// <summary>eˣ for x ≤ 0; results below the normal numbers may be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpOfNegative<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.ExpOfNegative<S, V, T>(x) : Lanes<ExpLane, S, V, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Expm1<S, V, T>(x) : Lanes<Expm1Lane, S, V, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Log<S, V, T>(x) : Lanes<LogLane, S, V, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1p<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Log1p<S, V, T>(x) : Lanes<Log1pLane, S, V, T>(x);

    /// <summary>ln(1 + z) for 0 ≤ z ≤ 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1pOfUnit<S, V, T>(V z)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Log1pOfUnit<S, V, T>(z) : Lanes<Log1pLane, S, V, T>(z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Tanh<S, V, T>(x) : Lanes<TanhLane, S, V, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Sigmoid<S, V, T>(x) : Lanes<SigmoidLane, S, V, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => typeof(T) == typeof(float) ? FloatMath.Erf<S, V, T>(x) : Lanes<ErfLane, S, V, T>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sin<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && S.AllTrue(S.Less(S.Abs(x), S.Of(50000.0)))) return FloatMath.SinOfModerate<S, V, T>(x);
        return Lanes<SinLane, S, V, T>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Cos<S, V, T>(V x)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) && S.AllTrue(S.Less(S.Abs(x), S.Of(50000.0)))) return FloatMath.CosOfModerate<S, V, T>(x);
        return Lanes<CosLane, S, V, T>(x);
    }

    /// <summary>aᵇ, lane by lane: no vector formula within 2 units was worth its length for an operation this rare.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Pow<S, V, T>(V a, V b)
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T> => Pairs<PowPair<T>, S, V, T>(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static unsafe V Lanes<F, S, V, T>(V x)
        where F : struct, ILane
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        T* lanes = (T*)&x;
        for (int i = 0; i < S.Count; i++) lanes[i] = T.CreateTruncating(F.Apply(double.CreateTruncating(lanes[i])));
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static unsafe V Pairs<F, S, V, T>(V a, V b)
        where F : struct, ILanePair<T>
        where S : ISimd<V, T>
        where V : unmanaged
        where T : unmanaged, INumber<T>
    {
        T* first = (T*)&a;
        T* second = (T*)&b;
        for (int i = 0; i < S.Count; i++) first[i] = F.Apply(first[i], second[i]);
        return a;
    }

    readonly struct ExpLane : ILane
    {
        public static double Apply(double x) => Math.Exp(x);
    }

    readonly struct Expm1Lane : ILane
    {
        public static double Apply(double x) => DoubleMath.Expm1(x);
    }

    readonly struct LogLane : ILane
    {
        public static double Apply(double x) => Math.Log(x);
    }

    readonly struct Log1pLane : ILane
    {
        public static double Apply(double x) => DoubleMath.Log1p(x);
    }

    readonly struct TanhLane : ILane
    {
        public static double Apply(double x) => Math.Tanh(x);
    }

    readonly struct SigmoidLane : ILane
    {
        public static double Apply(double x) => DoubleMath.Sigmoid(x);
    }

    readonly struct ErfLane : ILane
    {
        public static double Apply(double x) => DoubleMath.Erf(x);
    }

    readonly struct SinLane : ILane
    {
        public static double Apply(double x) => Math.Sin(x);
    }

    readonly struct CosLane : ILane
    {
        public static double Apply(double x) => Math.Cos(x);
    }

    /// <summary>aᵇ: through <see cref="Math.Pow"/> for floating types, by repeated squaring (wrapping) for integers.</summary>
    internal readonly struct PowPair<T> : ILanePair<T>
        where T : unmanaged, INumber<T>
    {
        public static T Apply(T a, T b)
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
                return T.CreateTruncating(Math.Pow(double.CreateTruncating(a), double.CreateTruncating(b)));
            return IntegerPower(a, long.CreateTruncating(b));
        }

        static T IntegerPower(T a, long exponent)
        {
            // As in torch: a negative power of an integer is 0, except for bases 1 and −1.
            if (exponent < 0)
            {
                if (a == T.One) return T.One;
                if (a == unchecked(T.Zero - T.One)) return (exponent & 1) == 0 ? T.One : a;
                return T.Zero;
            }

            T result = T.One;
            for (; exponent > 0; exponent >>= 1)
            {
                if ((exponent & 1) != 0) result = unchecked(result * a);
                a = unchecked(a * a);
            }

            return result;
        }
    }
}
