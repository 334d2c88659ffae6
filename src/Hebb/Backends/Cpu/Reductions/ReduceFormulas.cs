using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>The formulas of the reductions: what becomes of an element, how two results join, and what nothing gives.</summary>
internal static class ReduceFormulas
{
    internal interface IReduction
    {
        /// <summary>Whether blocks are joined in double, as sums want it.</summary>
        static abstract bool Accumulates { get; }

        static abstract V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;

        static abstract V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;

        /// <summary>Takes an element in: join(state, map(x)).</summary>
        static abstract V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;
    }

    internal readonly struct Sum : IReduction
    {
        public static bool Accumulates => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Add(state, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Add(state, x);
    }

    internal readonly struct SumSquares : IReduction
    {
        public static bool Accumulates => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Add(state, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Fma(x, x, state);
    }

    internal readonly struct SumAbs : IReduction
    {
        public static bool Accumulates => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Zero;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Add(state, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Add(state, S.Abs(x));
    }

    internal readonly struct Prod : IReduction
    {
        public static bool Accumulates => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Of(1.0);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Mul(state, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Mul(state, x);
    }

    internal readonly struct Max : IReduction
    {
        public static bool Accumulates => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Broadcast(Extremes<T>.Lowest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Select(S.Equal(state, state), S.AtLeast(x, state), state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Select(S.Equal(state, state), S.AtLeast(x, state), state);
    }

    internal readonly struct Min : IReduction
    {
        public static bool Accumulates => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Start<S, V, T>()
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Broadcast(Extremes<T>.Highest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Join<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Select(S.Equal(state, state), S.AtMost(x, state), state);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Take<S, V, T>(V state, V x)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> => S.Select(S.Equal(state, state), S.AtMost(x, state), state);
    }

    /// <summary>The ends of a type's range, the infinities where it has them.</summary>
    internal static class Extremes<T>
        where T : unmanaged, INumber<T>
    {
        internal static T Lowest
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => T.CreateSaturating(double.NegativeInfinity);
        }

        internal static T Highest
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => T.CreateSaturating(double.PositiveInfinity);
        }
    }
}
