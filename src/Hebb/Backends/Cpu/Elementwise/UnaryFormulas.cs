using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>The formulas of the unary kernels, each written once for every width and element type.</summary>
internal static partial class UnaryFormulas
{
    /// <summary>One function of one register; a and b are the kernel's parameters in every lane.</summary>
    internal interface IUnary
    {
        static abstract V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;
    }

    internal readonly struct Neg : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Neg(x);
    }

    internal readonly struct Abs : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Abs(x);
    }

    internal readonly struct Sign : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Sub(S.And(S.Less(S.Zero, x), S.Of(1.0)), S.And(S.Less(x, S.Zero), S.Of(1.0)));
    }

    internal readonly struct Square : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(x, x);
    }

    internal readonly struct Cube : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(x, x), x);
    }

    internal readonly struct One : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Of(1.0);
    }

    internal readonly struct Sqrt : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Sqrt(x);
    }

    internal readonly struct Rsqrt : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(S.Of(1.0), S.Sqrt(x));
    }

    internal readonly struct Reciprocal : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(S.Of(1.0), x);
    }

    internal readonly struct Exp : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Exp<S, V, T>(x);
    }

    internal readonly struct Expm1 : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Expm1<S, V, T>(x);
    }

    internal readonly struct Log : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Log<S, V, T>(x);
    }

    internal readonly struct Log2 : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(Transcendental.Log<S, V, T>(x), S.Of(1.4426950408889634));
    }

    internal readonly struct Log1p : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Log1p<S, V, T>(x);
    }

    internal readonly struct Sin : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Sin<S, V, T>(x);
    }

    internal readonly struct Cos : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Cos<S, V, T>(x);
    }

    internal readonly struct Erf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Erf<S, V, T>(x);
    }

    internal readonly struct Clamp : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.AtMost(S.AtLeast(x, a), b);
    }

    internal readonly struct PowScalar : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            Transcendental.Pow<S, V, T>(x, a);
    }

    internal readonly struct Floor : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Floor(x);
    }

    internal readonly struct Ceil : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Ceil(x);
    }

    internal readonly struct Round : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Round(x);
    }

    internal readonly struct AddScalar : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Add(x, a);
    }

    internal readonly struct MulScalar : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(x, a);
    }

    internal readonly struct ScalarMinus : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Sub(a, x);
    }

    internal readonly struct ScalarOver : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(a, x);
    }

    internal readonly struct LogicalNot : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V x, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.And(S.Equal(x, S.Zero), S.Of(1.0));
    }
}
