using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hebb.Backends.Cpu;

/// <summary>The gradients of the unary kernels, each written once for every width; at kinks they do as PyTorch does.</summary>
internal static partial class UnaryGradients
{
    /// <summary>dx = dy·f′ for one register; s is the input or the output as <see cref="UnaryKernels.GradientUses"/> says.</summary>
    internal interface IGradient
    {
        static abstract V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T>;
    }

    internal readonly struct Zero : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Zero;
    }

    internal readonly struct Same : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            dy;
    }

    internal readonly struct Neg : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Neg(dy);
    }

    internal readonly struct Abs : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Select(S.Less(S.Zero, s), dy, S.Select(S.Less(s, S.Zero), S.Neg(dy), S.Zero));
    }

    internal readonly struct Square : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(dy, S.Of(2.0)), s);
    }

    internal readonly struct Cube : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(dy, S.Of(3.0)), S.Mul(s, s));
    }

    internal readonly struct Sqrt : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(dy, S.Add(s, s));
    }

    internal readonly struct SqrtOfInput : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(dy, S.Mul(S.Of(2.0), S.Sqrt(s)));
    }

    internal readonly struct Rsqrt : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(dy, S.Of(-0.5)), S.Mul(S.Mul(s, s), s));
    }

    internal readonly struct Reciprocal : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Neg(S.Mul(dy, S.Mul(s, s)));
    }

    internal readonly struct Exp : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, s);
    }

    internal readonly struct Expm1 : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, S.Add(s, S.Of(1.0)));
    }

    internal readonly struct Log : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(dy, s);
    }

    internal readonly struct Log2 : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(dy, S.Mul(s, S.Of(0.6931471805599453)));
    }

    internal readonly struct Log1p : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Div(dy, S.Add(s, S.Of(1.0)));
    }

    internal readonly struct Sin : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, Transcendental.Cos<S, V, T>(s));
    }

    internal readonly struct Cos : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Neg(S.Mul(dy, Transcendental.Sin<S, V, T>(s)));
    }

    internal readonly struct Erf : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(dy, S.Of(1.1283791670955126)), Transcendental.ExpOfNegative<S, V, T>(S.Neg(S.Mul(s, s))));
    }

    internal readonly struct Clamp : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.And(dy, S.And(S.LessEqual(a, s), S.LessEqual(s, b)));
    }

    internal readonly struct PowScalar : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(S.Mul(dy, a), Transcendental.Pow<S, V, T>(s, S.Sub(a, S.Of(1.0))));
    }

    internal readonly struct MulScalar : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Mul(dy, a);
    }

    internal readonly struct ScalarOver : IGradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<S, V, T>(V dy, V s, V a, V b)
            where S : ISimd<V, T> where V : unmanaged where T : unmanaged, INumber<T> =>
            S.Neg(S.Div(S.Mul(dy, a), S.Mul(s, s)));
    }
}
